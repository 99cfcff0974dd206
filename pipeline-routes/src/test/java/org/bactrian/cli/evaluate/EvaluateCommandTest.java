package org.bactrian.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.bactrian.cli.Run;
import org.bactrian.cli.Scans;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    private static final Geometry GRID = Scans.grid(12, 10, 8);

    private final Path folder;
    private final Path predictions;
    private final Path references;

    EvaluateCommandTest(@TempDir Path folder) {
        this.folder = folder;
        predictions = folder.resolve("predictions");
        references = folder.resolve("references");
    }

    @BeforeEach
    void twoCases() throws IOException {
        Files.createDirectories(predictions);
        Files.createDirectories(references);
        write(predictions.resolve("a.nii.gz"), GRID, 100, 300, 320);
        write(references.resolve("a.nii.gz"), GRID, 100, 300, 320);
        write(predictions.resolve("b.nii.gz"), GRID, 150, 300, 310);
        write(references.resolve("b.nii.gz"), GRID, 100, 300, 320);
    }

    @Test
    void everyLabelIsScoredAndTheWorstCaseComesFirst() {
        Run run = evaluate();

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).containsSubsequence("structure", "label 1", "label 2", "worst cases", "b  ", "a  ");
        assertThat(run.out()).contains("0.8571", "0.6667");
    }

    @Test
    void theSummaryHasNnUNetsSchemaWithTheNamesThatWereGiven() throws IOException {
        Path summary = folder.resolve("new/summary.json");

        evaluate("--out", summary.toString());

        JsonNode json = new ObjectMapper().readTree(summary.toFile());
        assertThat(json.at("/metric_per_case/1/prediction_file").asText())
                .isEqualTo(predictions.resolve("b.nii.gz").toString());
        assertThat(json.at("/metric_per_case/1/metrics/1/TP").asInt()).isEqualTo(150);
        assertThat(json.at("/mean/2/Dice").asDouble()).isCloseTo((1 + 2.0 / 3) / 2, within(1e-15));
        assertThat(json.has("kits")).isFalse();
    }

    @Test
    void surfacesAndKitsScoresAreAdded() throws IOException {
        Path csv = folder.resolve("scores.csv");
        Path summary = folder.resolve("summary.json");

        Run run = evaluate("--kits", "--surface", "2", "--csv", csv.toString(), "--out", summary.toString(), "--json");

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/cases/a/label 1/surface Dice").asDouble()).isEqualTo(1);
        assertThat(report.at("/cases/a/label 1/HD95 mm").asDouble()).isZero();
        assertThat(report.at("/structures/KiTS23 tumour/Dice/min").asDouble()).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(Files.readAllLines(csv))
                .hasSize(1 + 2 * (2 + 3 + 3))
                .startsWith("case,structure,dice,iou,tp,fp,fn,tn,n_pred,n_ref,surface_dice,tolerance_mm,hd95_mm")
                .contains("a,label 2,1,1,20,0,0,940,20,20,1,2,0", "a,KiTS19 composite,1,,,,,,,,,,");
        JsonNode json = new ObjectMapper().readTree(summary.toFile());
        assertThat(json.at("/kits/mean/kits19_composite").asDouble()).isBetween(0.8, 1.0);
        assertThat(json.at("/surfaces/b/1/tolerance_mm").asDouble()).isEqualTo(2);
    }

    @Test
    void boxPlotsAreDrawnAsPngAndSvg() throws IOException {
        Path png = folder.resolve("scores.png");
        Path svg = folder.resolve("scores.svg");

        evaluate("--plot", png.toString());
        evaluate("--surface", "1", "--plot", svg.toString());

        assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(300);
        assertThat(svg).content().contains("<svg", "<rect", "</svg>");
    }

    @Test
    void aMissingABrokenAndAMisplacedFileAreNamedAndTheOthersScored() throws IOException {
        write(references.resolve("unpredicted.nii.gz"), GRID, 1, 2, 3);
        Files.writeString(predictions.resolve("broken.nii.gz"), "this is no label map");
        write(references.resolve("broken.nii.gz"), GRID, 1, 2, 3);
        write(predictions.resolve("moved.nii.gz"), Scans.grid(12, 10, 9), 1, 2, 3);
        write(references.resolve("moved.nii.gz"), GRID, 1, 2, 3);

        Run run = evaluate();

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        assertThat(run.err())
                .contains("unpredicted: failed in stage pair: unpredicted: prediction is missing")
                .contains("broken: failed in stage prediction: broken.nii.gz")
                .contains("moved: failed in stage compare: moved: the prediction's grid is size 12 x 10 x 9,"
                        + " expected the reference's grid, size 12 x 10 x 8");
        assertThat(run.out()).contains("0.8571");
    }

    @Test
    void twoFilesOfACaseAreRefusedByName() throws IOException {
        write(predictions.resolve("b.nii"), GRID, 1, 2, 3);
        Path kits = Files.createDirectory(references.resolve("a")).resolve("segmentation.nii.gz");
        write(kits, GRID, 1, 2, 3);

        Run run = evaluate();

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("%s and %s are both case b"
                        .formatted(predictions.resolve("b.nii"), predictions.resolve("b.nii.gz")))
                .contains("%s and %s are both case a".formatted(kits, references.resolve("a.nii.gz")));
    }

    @Test
    void namesMayEndInCapitals() throws IOException {
        Files.move(predictions.resolve("b.nii.gz"), predictions.resolve("b.NII.GZ"));

        Run run = evaluate();

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("0.8571");
    }

    @Test
    void whereNoCaseIsScoredJsonStillTellsWhy() throws IOException {
        Path moved = predictions.resolve("a.nii.gz");
        write(moved, Scans.grid(12, 10, 9), 1, 2, 3);

        Run run = Run.of(
                "evaluate", moved.toString(), references.resolve("a.nii.gz").toString(), "--json", "--quiet");

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/foregroundMeanDice").isNull()).isTrue();
        assertThat(report.at("/cases")).isEmpty();
        assertThat(report.at("/failures/a/stage").asText()).isEqualTo("compare");
    }

    @Test
    void filesAreReplacedWholeAndNotWrittenOver() throws IOException {
        for (String option : new String[] {"--out", "--csv", "--plot"}) {
            Path file = Files.writeString(folder.resolve("scores.png"), "old");
            Path older = Files.createLink(folder.resolve("older"), file);

            evaluate(option, file.toString());

            assertThat(older).as(option).hasContent("old");
            assertThat(Files.size(file)).as(option).isGreaterThan(3);
            Files.delete(older);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws IOException {
        Path inTheWay = Files.createDirectory(folder.resolve("in the way.svg"));
        Path below = Files.writeString(folder.resolve("file"), "no folder").resolve("summary.json");

        for (String option : new String[] {"--out", "--csv", "--plot"}) {
            assertThat(evaluate(option, inTheWay.toString()).err())
                    .as(option)
                    .contains("evaluate: cannot write %s: ".formatted(inTheWay));
        }
        assertThat(evaluate("--out", below.toString()).err())
                .contains("evaluate: cannot write %s, for its folder cannot be made: ".formatted(below));
    }

    @Test
    void unpredictedReferencesArePassedOverWhereThatIsWanted() throws IOException {
        write(references.resolve("unpredicted.nii.gz"), GRID, 1, 2, 3);

        assertThat(evaluate("--predicted-only").exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aDatasetNamesTheStructures() throws IOException {
        Files.writeString(
                folder.resolve("dataset.json"),
                "{\"labels\": {\"background\": 0, \"organ\": [1, 2], \"tumour\": [2], \"ignore\": 3}}");

        Run run = evaluate("--json");

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/cases/b/organ/Dice").asDouble()).isCloseTo(2 * 160 / 380.0, within(1e-12));
        assertThat(report.at("/foregroundMeanDice").isNumber()).isTrue();
    }

    @Test
    void referencesMayLieAsKitsLaysThemOut() throws IOException {
        Path kits = folder.resolve("kits");
        for (String name : new String[] {"a", "b"}) {
            Files.createDirectories(kits.resolve(name));
            Files.copy(references.resolve(name + ".nii.gz"), kits.resolve(name + "/segmentation.nii.gz"));
        }

        Run run = Run.of("evaluate", predictions.toString(), kits.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("0.8571");
    }

    @Test
    void twoFilesAreOneCase() {
        Run run = Run.of(
                "evaluate",
                predictions.resolve("b.nii.gz").toString(),
                references.resolve("a.nii.gz").toString(),
                "--labels",
                "2");

        assertThat(run.out()).contains("label 2").doesNotContain("label 1");
    }

    @Test
    void badArgumentsAreRefused() {
        assertThat(evaluate("--plot", "scores.pdf").err()).contains("--plot must end in .png or .svg");
        assertThat(evaluate("--surface", "-1").err()).contains("--surface must not be negative");
        assertThat(evaluate("--threads", "0").err()).contains("--threads must be at least 1");
        assertThat(Run.of("evaluate", "nowhere", references.toString()).exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("evaluate", predictions.resolve("a.nii.gz").toString(), references.toString())
                        .err())
                .contains("two folders or two files");
    }

    private Run evaluate(String... more) {
        String[] arguments = {"evaluate", predictions.toString(), references.toString(), "--quiet"};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Run.of(all);
    }

    /** Label 1 from one voxel up to a second, and label 2 from there up to a third. */
    static void write(Path file, Geometry grid, int first, int second, int third) {
        byte[] labels = new byte[(int) grid.size().product()];
        Arrays.fill(labels, first, second, (byte) 1);
        Arrays.fill(labels, second, third, (byte) 2);
        NiftiWriter.write(file, LabelMap.of(grid, labels));
    }
}
