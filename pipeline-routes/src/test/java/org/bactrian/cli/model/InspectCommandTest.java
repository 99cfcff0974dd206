package org.bactrian.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.cli.Run;
import org.bactrian.cli.Scans;
import org.bactrian.cli.TinyModel;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.terminal.ExitCode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

    private final Path folder;

    InspectCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void tellsTheGridOfAVolume() {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), Scans.grid(20, 16, 10));

        Run run = Run.of("inspect", scan.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("NIfTI-1", "20 x 16 x 10, float32", "2.000 x 2.000 x 4.000 mm", "LPS");
        assertThat(run.out()).doesNotContain("intensities");
    }

    @Test
    void tellsTheRangeOfIntensitiesWhenAsked() throws IOException {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), Scans.grid(20, 16, 10));

        Run run = Run.of("inspect", scan.toString(), "--voxels", "--json");

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/kind").asText()).isEqualTo("volume");
        assertThat(report.at("/grid/spacingMm/2").asDouble()).isEqualTo(4);
        assertThat(report.at("/voxels/smallest").asDouble()).isEqualTo(-1000);
        assertThat(report.at("/voxels/largest").asDouble()).isEqualTo(40);
        assertThat(report.at("/voxels/mean").asDouble()).isBetween(-1000.0, 40.0);
    }

    @Test
    void tellsHowAnNnUNetPlanPreparesScans() throws IOException {
        Path plan = Files.writeString(folder.resolve("plans.json"), """
                {"transpose_forward": [2, 0, 1], "image_reader_writer": "SimpleITKIO",
                 "configurations": {"3d_fullres": {"spacing": [4, 2, 2],
                   "normalization_schemes": ["ZScoreNormalization"], "use_mask_for_norm": [false]}}}""");

        Run run = Run.of("inspect", plan.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("configuration 3d_fullres, channels 1")
                .contains("before       orient (to file, transposeForward [2, 0, 1])")
                .contains("spacingMm [2.0, 2.0, 4.0]");
    }

    @Test
    void tellsWhatAModelIsAndWhereItComesFrom() throws IOException {
        Path model = TinyModel.in(folder);

        Run run = Run.of("inspect", model.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("digest       " + TinyModel.bundle().digest())
                .contains("labels       background, kidney, tumour", "patch        32 x 32 x 16")
                .contains("before       resample (spacingMm [4, 4, 4])", "dataset      none");
    }

    @Test
    void tellsTheSameOfAModelAsJson() throws IOException {
        Path model = TinyModel.in(folder);

        Run run = Run.of("inspect", model.toString(), "--json");

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/kind").asText()).isEqualTo("model");
        assertThat(report.at("/parameters").asLong())
                .isEqualTo(TinyModel.bundle().weights().count());
        assertThat(report.at("/network/features").toString()).isEqualTo("[4,8]");
        assertThat(report.at("/preprocessing/0/stage").asText()).isEqualTo("orient");
    }

    @TestFactory
    Stream<DynamicTest> aBrokenFileIsNamedWithFieldValueAndExpectation() throws IOException {
        Map<Path, String> broken = Scans.broken(folder);

        return broken.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        FileNames.last(entry.getKey()), () -> refuses(entry.getKey(), entry.getValue())));
    }

    @Test
    void aFolderThatHoldsNoModelIsRefused() {
        Run run = Run.of("inspect", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        assertThat(run.err()).contains("a model folder of nnU-Net");
    }

    private static void refuses(Path file, String field) {
        Run run = Run.of("inspect", file.toString(), "--voxels");

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(FileNames.last(file), field, "expected")
                .doesNotContain("\tat ", file.resolveSibling("").toString());
    }
}
