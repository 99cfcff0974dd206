package org.bactrian.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.checkpoint.NnUNetPostprocessing;
import org.bactrian.cli.Run;
import org.bactrian.cli.Scans;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostprocessCommandTest {

    private static final Geometry GRID = Scans.grid(20, 10, 5);

    private final Path folder;
    private final Path out;

    PostprocessCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        out = folder.resolve("rules/postprocessing.json");
        Files.createDirectories(folder.resolve("predictions"));
        Files.createDirectories(folder.resolve("references"));
    }

    @Test
    void aFalseIslandIsRemovedByTheRuleThatNnUNetFinds() throws IOException {
        write("predictions", true, false);
        write("references", false, false);

        Run run = postprocess();

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("as predicted").containsPattern("all labels together .* yes");
        JsonNode json = new ObjectMapper().readTree(out.toFile());
        assertThat(json.at("/postprocessing_fns/0").asText())
                .isEqualTo("remove_all_but_largest_component_from_segmentation");
        assertThat(json.at("/postprocessing_kwargs/0/labels_or_regions/0").asInt())
                .isEqualTo(1);
    }

    @Test
    void whereThereAreTwoKidneysBothAreKept() throws IOException {
        write("predictions", true, true);
        write("references", false, true);

        Run run = postprocess("--json");

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/stages/0/stage").asText()).isEqualTo("keep-two-kidneys");
        assertThat(NnUNetPostprocessing.read(out)).extracting(StageSpec::stage).containsExactly("keep-two-kidneys");
        assertThat(new ObjectMapper().readTree(out.toFile()).at("/postprocessing_fns"))
                .isEmpty();
    }

    @Test
    void theRuleOfTwoKidneysIsNotTriedWhereThereAreNone() throws IOException {
        write("predictions", true, true);
        write("references", false, true);

        Run run = postprocess("--kidney-label", "0");

        assertThat(run.out()).contains("no rule helps").doesNotContain("kidneys");
    }

    @Test
    void aCaseWithoutReferenceIsNamed() throws IOException {
        write("predictions", true, false);
        write("references", false, false);
        Files.copy(folder.resolve("predictions/a.nii.gz"), folder.resolve("predictions/b.nii.gz"));

        Run run = postprocess();

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        assertThat(run.err()).contains("b: failed in stage pair: b: reference is missing");
        assertThat(out).exists();
    }

    @Test
    void whereNoCaseIsReadJsonStillTellsWhy() throws IOException {
        write("predictions", true, false);
        Files.writeString(folder.resolve("references/a.nii.gz"), "this is no label map");

        Run run = postprocess("--json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/file").isNull()).isTrue();
        assertThat(report.at("/trials")).isEmpty();
        assertThat(report.at("/failures/a/stage").asText()).isEqualTo("reference");
        assertThat(out).doesNotExist();
    }

    @Test
    void anOlderFileIsReplacedWholeAndOneThatCannotBeWrittenIsNamed() throws IOException {
        write("predictions", true, false);
        write("references", false, false);
        Files.createDirectories(out.resolveSibling(""));
        Path older = Files.createLink(folder.resolve("older"), Files.writeString(out, "old"));

        postprocess();

        assertThat(older).hasContent("old");
        assertThat(out).content().contains("postprocessing_fns");

        Files.delete(out);
        Files.createDirectory(out);

        assertThat(postprocess().err()).contains("postprocess: cannot write %s: ".formatted(out));
    }

    private Run postprocess(String... more) {
        String[] arguments = new String[6 + more.length];
        arguments[0] = "postprocess";
        arguments[1] = folder.resolve("predictions").toString();
        arguments[2] = folder.resolve("references").toString();
        arguments[3] = "--out";
        arguments[4] = out.toString();
        arguments[5] = "--quiet";
        System.arraycopy(more, 0, arguments, 6, more.length);
        return Run.of(arguments);
    }

    /** A kidney of 6 x 8 x 3 voxels with a tumour in it, perhaps a speck, and perhaps a second, smaller kidney. */
    private void write(String where, boolean speck, boolean second) {
        byte[] labels = new byte[(int) GRID.size().product()];
        for (int i = 0; i < labels.length; i++) {
            int x = i % 20;
            int y = i / 20 % 10;
            int z = i / 200;
            boolean row = y >= 1 && y < 9 && z >= 1 && z < 4;
            if (row && ((x >= 1 && x < 7) || (second && x >= 14 && x < 19))) {
                labels[i] = (byte) (x == 3 && y == 4 ? 2 : 1);
            }
        }
        if (speck) {
            labels[10] = 1;
        }
        NiftiWriter.write(folder.resolve(where + "/a.nii.gz"), LabelMap.of(GRID, labels));
    }
}
