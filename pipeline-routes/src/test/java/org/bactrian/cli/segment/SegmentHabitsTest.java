package org.bactrian.cli.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.bactrian.cli.Run;
import org.bactrian.cli.Scans;
import org.bactrian.cli.TinyModel;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.Geometry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of nnUNetv2_predict and of contests expect of {@code segment}. */
class SegmentHabitsTest {

    private final Path folder;
    private final Path scans;
    private final Path out;
    private final Geometry grid = Scans.grid(20, 18, 8);
    private String model = "";

    SegmentHabitsTest(@TempDir Path folder) {
        this.folder = folder;
        scans = folder.resolve("imagesTs");
        out = folder.resolve("results");
    }

    @BeforeEach
    void makeModelAndScans() throws IOException {
        model = TinyModel.in(folder).toString();
        Files.createDirectory(scans);
        for (int number = 1; number <= 5; number++) {
            Scans.image(scans.resolve("case_0000%d_0000.nii.gz".formatted(number)), grid);
        }
    }

    @Test
    void theNumberFormatToldIsTheOneComputedIn() throws IOException {
        Run wished = segment(scans.toString(), "--precision", "bf16", "--json");
        Run chosen = segment(scans.toString(), "--json");

        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(wished.out()).at("/device").asText())
                .endsWith(", " + Precision.of("bf16", ComputeDevice.CPU));
        // The labels of a network that has learned nothing change with every rounding.
        assertThat(json.readTree(chosen.out()).at("/device").asText()).endsWith(", fp32");
    }

    @Test
    void windowsAreAddedUpAsNnUNetDoesWhereThatIsWished() throws IOException {
        Run half = segment(scans.toString(), "--blend", "half", "--json");
        Run other = segment(scans.toString(), "--blend", "quarter");
        Run part = segment(scans.toString(), "--blend", "half", "--localise");

        assertThat(half.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(new ObjectMapper().readTree(half.out()).at("/device").asText())
                .endsWith(", fp32");
        assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(other.err()).contains("blend must be float or half, got 'quarter'");
        assertThat(part.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(part.err()).contains("blend half rounds as nnU-Net does").contains("it needs localise off");
    }

    @Test
    void casesThatAreDoneArePassedOver() throws IOException {
        segment(scans.toString());
        byte[] whole = Files.readAllBytes(out.resolve("case_00002.nii.gz"));
        Files.delete(out.resolve("case_00002.nii.gz"));
        Files.writeString(out.resolve("case_00003.nii.gz"), "done before");

        Run run = segment(scans.toString(), "--continue", "--json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).contains("4 of 5 cases are done already");
        assertThat(new ObjectMapper().readTree(run.out()).at("/cases").findValuesAsText("caseId"))
                .containsExactly("case_00002");
        assertThat(out.resolve("case_00002.nii.gz")).hasBinaryContent(whole);
        assertThat(out.resolve("case_00003.nii.gz")).hasContent("done before");
    }

    @Test
    void aCaseIsNotDoneWhereItsPreviewIsMissing() throws IOException {
        segment(scans.toString());

        Run run = segment(scans.toString(), "--continue", "--preview");

        assertThat(run.err()).doesNotContain("done already");
        assertThat(out.resolve("case_00005.png")).exists();
    }

    @Test
    void partsShareTheCasesAsNnUNetDoes() {
        Run run = segment(scans.toString(), "--num-parts", "2", "--part-id", "1");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(out.toFile().list()).containsExactlyInAnyOrder("case_00002.nii.gz", "case_00004.nii.gz");
    }

    @Test
    void aPartThatIsNoneIsRefused() {
        Run run = segment(scans.toString(), "--num-parts", "2", "--part-id", "2");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--part-id must be from 0 to --num-parts - 1, got part 2 of 2");
    }

    @Test
    void aListOfInputsComesOnStandardInput() {
        String list = "\uFEFF%s\n\n  %s  \r\n"
                .formatted(scans.resolve("case_00001_0000.nii.gz"), scans.resolve("case_00004_0000.nii.gz"));
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)));

        Run run = segment("-");

        System.setIn(before);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(out.toFile().list()).containsExactlyInAnyOrder("case_00001.nii.gz", "case_00004.nii.gz");
    }

    @Test
    void aScanIsNotWrittenOverByItsOwnResult() throws IOException {
        Path scan = Files.move(scans.resolve("case_00001_0000.nii.gz"), scans.resolve("case_00001.nii.gz"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), scans);
        byte[] before = Files.readAllBytes(scan);

        Run toItself = Run.of("segment", "--model", model, scan.toString(), "--out", scan.toString());
        Run toItsFolder = Run.of("segment", "--model", model, scans.toString(), "--out", link.toString(), "--continue");

        assertThat(toItself.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(toItself.err()).contains("--out would write over " + scan + ", which is an input");
        assertThat(toItsFolder.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(toItsFolder.err()).contains("--out would write over " + link.resolve("case_00001.nii.gz"));
        assertThat(scan).hasBinaryContent(before);
    }

    @Test
    void theTruthIsNotWrittenOverByAResult() throws IOException {
        Path truth = Files.createDirectory(folder.resolve("truth"));
        Path known = Scans.labels(truth.resolve("case_00001.nii.gz"), grid);
        byte[] before = Files.readAllBytes(known);

        Run run = Run.of(
                "segment", "--model", model, scans.toString(), "--out", truth.toString(), "--truth", truth.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(known).hasBinaryContent(before);
    }

    @Test
    void aSubmissionToKitsIsNamedAndPackedTheSameWayEachTime() throws IOException {
        segment(scans.toString(), "--kits19", "--num-parts", "2");
        assertThat(out.resolve("predictions.zip")).doesNotExist();

        Run run = segment(scans.toString(), "--kits19", "--continue");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        Path zip = out.resolve("predictions.zip");
        byte[] first = Files.readAllBytes(zip);
        try (ZipFile packed = new ZipFile(zip.toFile())) {
            assertThat(packed.stream().map(Object::toString))
                    .containsExactly(
                            "prediction_00001.nii.gz",
                            "prediction_00002.nii.gz",
                            "prediction_00003.nii.gz",
                            "prediction_00004.nii.gz",
                            "prediction_00005.nii.gz");
            assertThat(packed.getInputStream(packed.getEntry("prediction_00003.nii.gz")))
                    .hasBinaryContent(Files.readAllBytes(out.resolve("prediction_00003.nii.gz")));
        }
        segment(scans.toString(), "--naming", "kits19", "--zip");
        assertThat(zip).hasBinaryContent(first);
    }

    @Test
    void kitsRefusesCasesWithoutNumbersBeforeAnythingIsDone() {
        Scans.image(scans.resolve("abdomen.nii.gz"), grid);

        Run run = segment(scans.toString(), "--kits19");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("abdomen has no case number of KiTS");
        assertThat(out).doesNotExist();
    }

    @Test
    void aFolderInTheLayoutOfKitsHoldsACaseInEachFolder() throws IOException {
        Path data = folder.resolve("data");
        for (String name : List.of("case_00011", "case_00012")) {
            Path one = Files.createDirectories(data.resolve(name));
            Scans.image(one.resolve("imaging.nii.gz"), grid);
            Scans.labels(one.resolve("segmentation.nii.gz"), grid);
        }

        Run run = segment(data.toString(), "--naming", "bdci");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder("Segmentation_case_00011.nii.gz", "Segmentation_case_00012.nii.gz");
    }

    @Test
    void casesThatOverlapAreTheSameAsCasesAlone() {
        segment(scans.toString(), "--memory", "1g");
        Path alone = folder.resolve("alone");

        for (int number = 1; number <= 5; number++) {
            Path scan = scans.resolve("case_0000%d_0000.nii.gz".formatted(number));
            Run.of("segment", "--model", model, scan.toString(), "--out", alone.toString());
        }

        assertThat(alone.toFile().list()).hasSize(5).allSatisfy(name -> assertThat(out.resolve(name))
                .hasSameBinaryContentAs(alone.resolve(name)));
    }

    @Test
    void whatACaseTakesIsToldBeforeItIsTaken() {
        Run run = segment(scans.toString(), "--memory", "10k");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.err().lines())
                .anyMatch(line -> line.startsWith(
                        "case_00003: 20 x 18 x 8 float32, reading takes less than 1 MB, all of it about"));
    }

    private Run segment(String input, String... options) {
        List<String> arguments = new ArrayList<>(List.of("segment", "--model", model, input, "--out", out.toString()));
        arguments.addAll(List.of(options));
        return Run.of(arguments.toArray(String[]::new));
    }
}
