package org.bactrian.cli.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.bactrian.cli.Run;
import org.bactrian.cli.Scans;
import org.bactrian.cli.TinyModel;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentCommandTest {

    private final Path folder;
    private final Path out;
    private final Geometry grid = Scans.grid(24, 20, 10);
    private String model = "";

    SegmentCommandTest(@TempDir Path folder) {
        this.folder = folder;
        out = folder.resolve("results");
    }

    @BeforeEach
    void makeModel() throws IOException {
        model = TinyModel.in(folder).toString();
    }

    @Test
    void oneScanGoesToTheFileThatIsNamed() {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), grid);
        Path file = out.resolve("labels.nii.gz");

        Run run = Run.of("segment", "--model", model, scan.toString(), "--out", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(NiftiReader.readLabels(file).header().geometry())
                .isEqualTo(NiftiReader.readHeader(scan).geometry());
        assertThat(run.out()).contains("ct ").contains(file.toString());
    }

    @Test
    void aFolderOfScansGoesToAFolderOfLabelMapsNamedByCase() throws IOException {
        Path scans = Files.createDirectory(folder.resolve("imagesTr"));
        Scans.image(scans.resolve("case_1_0000.nii.gz"), grid);
        Scans.image(scans.resolve("case_2_0000.nii.gz"), grid);

        Run run = Run.of("segment", "--model", model, scans.toString(), "--out", out.toString(), "--preview");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(out.resolve("case_1.nii.gz")).exists();
        assertThat(out.resolve("case_2.nii.gz")).exists();
        assertThat(Files.readAllBytes(out.resolve("case_2.png"))).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void tellsDiceWhereTheTruthIsKnown() throws IOException {
        Path scans = Files.createDirectory(folder.resolve("imagesTr"));
        Path labels = Files.createDirectory(folder.resolve("labelsTr"));
        Scans.image(scans.resolve("a_0000.nii.gz"), grid);
        Scans.labels(labels.resolve("a.nii.gz"), grid);
        Scans.image(scans.resolve("b_0000.nii.gz"), grid);

        Run run = Run.of(
                "segment",
                "--model",
                model,
                scans.toString(),
                "--out",
                out.toString(),
                "--truth",
                labels.toString(),
                "--json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        JsonNode report = new ObjectMapper().readTree(run.out());
        JsonNode first = report.at("/cases/0");
        assertThat(first.at("/dice/kidney").asDouble()).isBetween(0.0, 1.0);
        assertThat(report.at("/meanDice/kidney")).isEqualTo(first.at("/dice/kidney"));
        assertThat(report.at("/cases/1/dice")).isEmpty();
        assertThat(run.err()).contains("b: no truth in");
    }

    @Test
    void theTruthOfItsOwnResultHasADiceOfOne() {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), grid);
        Path file = out.resolve("labels.nii.gz");
        Run.of("segment", "--model", model, scan.toString(), "--out", file.toString());

        Run run = Run.of(
                "segment",
                "--model",
                model,
                scan.toString(),
                "--out",
                out.resolve("again.nii").toString(),
                "--truth",
                file.toString());

        assertThat(run.out()).containsPattern("ct +1\\.000 +1\\.000 ");
    }

    @Test
    void probabilitiesOfEveryVoxelSumToOne() throws IOException {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), grid);

        Run run = Run.of("segment", "--model", model, scan.toString(), "--out", out.toString(), "--probabilities");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        byte[] array = onlyEntry(out.resolve("ct.npz"), "probabilities.npy");
        assertThat(new String(array, StandardCharsets.ISO_8859_1)).contains("'<f4'", "'shape': (3, 10, 20, 24,)");
        int voxels = 24 * 20 * 10;
        int start = array.length - 3 * voxels * Float.BYTES;
        FloatBuffer numbers = ByteBuffer.wrap(array, start, array.length - start)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        for (int i = 0; i < voxels; i++) {
            assertThat(numbers.get(i) + numbers.get(voxels + i) + numbers.get(2 * voxels + i))
                    .isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void severalModelsAverageTheirProbabilities() throws IOException {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), grid);
        Path twice = out.resolve("twice");

        Run alone = Run.of("segment", "--model", model, scan.toString(), "--out", out.toString());
        Run run = Run.of("segment", "--model", model, "--model", model, scan.toString(), "--out", twice.toString());

        assertThat(alone.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(NiftiReader.readLabels(twice.resolve("ct.nii.gz")).map().bytes())
                .isEqualTo(
                        NiftiReader.readLabels(out.resolve("ct.nii.gz")).map().bytes());
    }

    @Test
    void aCaseIsMarkedForReviewWithTheReason() throws IOException {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), grid);
        String[] arguments = {
            "segment", "--model", model, scan.toString(), "--out", out.toString(), "--plausible", "kidney=5000-6000"
        };

        Run table = Run.of(arguments);
        Run json =
                Run.of(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));

        JsonNode confidence = new ObjectMapper().readTree(json.out()).at("/cases/0/confidence");
        assertThat(confidence.at("/review").asBoolean()).isTrue();
        assertThat(confidence.at("/reasons").findValuesAsText("kind")).contains("volume");
        assertThat(confidence.at("/entropy").asDouble()).isBetween(0.0, 1.0);
        assertThat(confidence.at("/agreement")).isNotEmpty();
        assertThat(table.out()).contains("review").contains("volume");
        assertThat(table.err()).contains("ct: review: kidney has ").contains("expected 5000 to 6000 ml");
    }

    @Test
    void tellsHowMuchOfAScanWasLookedAtWhereItIsToBeLocalised() throws IOException {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), grid);

        Run whole = Run.of("segment", "--model", model, scan.toString(), "--out", out.toString(), "--json");
        Run localised =
                Run.of("segment", "--model", model, scan.toString(), "--out", out.toString(), "--json", "--localise");

        assertThat(localised.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(new ObjectMapper().readTree(whole.out()).at("/cases/0/confidence/coverage"))
                .isEmpty();
        JsonNode coverage = new ObjectMapper().readTree(localised.out()).at("/cases/0/confidence/coverage");
        assertThat(coverage.at("/looked").asInt())
                .isEqualTo(coverage.at("/windows").asInt())
                .isPositive();
        assertThat(coverage.at("/whole").asText()).isEqualTo("the scan is too small for a first look to pay");
        assertThat(localised.err()).contains("ct: looked at the whole scan: the scan is too small");
    }

    @Test
    void aCleanUpIsGivenByHand() throws IOException {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), grid);
        Path file = Files.writeString(folder.resolve("postprocessing.json"), """
                {"postprocessing_fns": ["remove_all_but_largest_component_from_segmentation"],
                 "postprocessing_kwargs": [{"labels_or_regions": [1, 2]}]}
                """);

        Run run = Run.of(
                "segment",
                "--model",
                model,
                "--postprocessing",
                file.toString(),
                scan.toString(),
                "--out",
                out.toString(),
                "--json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(new ObjectMapper().readTree(run.out()).at("/cases/0/seconds").fieldNames())
                .toIterable()
                .contains("keep-largest");
    }

    private static byte[] onlyEntry(Path zip, String name) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            assertThat(file.size()).isEqualTo(1);
            return file.getInputStream(file.getEntry(name)).readAllBytes();
        }
    }

    @Test
    void secondsAreToldStageByStage() throws IOException {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), grid);

        Run run = Run.of("segment", "--model", model, scan.toString(), "--out", out.toString(), "--json");

        JsonNode seconds = new ObjectMapper().readTree(run.out()).at("/cases/0/seconds");
        assertThat(seconds.fieldNames())
                .toIterable()
                .containsExactly(
                        "read",
                        "orient",
                        "crop-to-nonzero",
                        "resample",
                        "clip-and-z-score",
                        "segment",
                        "judge",
                        "write");
    }

    @Test
    void brokenScansAreNamedWithStageAndReasonAndTheOthersAreDone() throws IOException {
        Map<Path, String> broken = Scans.broken(folder);
        Path scans = folder.resolve("bad");
        Scans.image(scans.resolve("zz_sound.nii.gz"), grid);

        Run run = Run.of("segment", "--model", model, scans.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        assertThat(run.err()).doesNotContain("\tat ", scans.toString());
        broken.forEach((file, field) -> assertThat(run.err().lines())
                .anyMatch(line -> line.startsWith(FileNames.caseId(file) + ": failed in stage read: ")
                        && line.contains(field)
                        && line.contains("expected")));
        assertThat(out.resolve("zz_sound.nii.gz")).exists();
        assertThat(out.toFile().list()).containsExactly("zz_sound.nii.gz");
    }

    @Test
    void aTruthOnAnotherGridIsRefused() {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), grid);
        Path truth = Scans.labels(folder.resolve("truth.nii.gz"), Scans.grid(24, 20, 11));

        Run run = Run.of(
                "segment", "--model", model, scan.toString(), "--out", out.toString(), "--truth", truth.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        assertThat(run.err()).contains("truth.nii.gz: grid is size 24 x 20 x 11, expected the grid of the scan, size ");
    }

    @Test
    void aResultThatCannotBeWrittenIsNamedAndTheNextCaseGoesOn() throws IOException {
        Path scans = Files.createDirectory(folder.resolve("scans"));
        Scans.image(scans.resolve("a.nii.gz"), grid);
        Scans.image(scans.resolve("b.nii.gz"), grid);
        Files.createDirectories(out.resolve("a.nii.gz/in the way"));

        Run run = Run.of("segment", "--model", model, scans.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        assertThat(run.err())
                .contains("a: failed in stage write: cannot write a.nii.gz")
                .doesNotContain("\tat ");
        assertThat(out.resolve("b.nii.gz")).isRegularFile();
    }

    @Test
    void aScanOfOneSliceIsSegmented() {
        Path scan = Scans.image(folder.resolve("slice.nii.gz"), Scans.grid(24, 20, 1));

        Run run = Run.of("segment", "--model", model, scan.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(NiftiReader.readHeader(out.resolve("slice.nii.gz")).geometry())
                .isEqualTo(Scans.grid(24, 20, 1));
    }

    @Test
    void aScanOfZerosIsRefused() {
        Path scan = folder.resolve("zeros.nii.gz");
        NiftiWriter.write(scan, new Volume(grid, new float[(int) grid.size().product()]));

        Run run = Run.of("segment", "--model", model, scan.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        assertThat(run.err()).contains("zeros: failed in stage crop-to-nonzero: ", "0 everywhere", "expected");
    }

    @ParameterizedTest
    @CsvSource({
        "--folds,0",
        "--previous,.",
        "--dicom-seg,",
        "--precision,fp8",
        "--device,abacus",
        "--step,0",
        "--threads,0"
    })
    void anOptionThatCannotBeGrantedIsRefused(String option, String value) {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), grid);
        String[] arguments = value == null
                ? new String[] {"segment", "--model", model, scan.toString(), "--out", out.toString(), option}
                : new String[] {"segment", "--model", model, scan.toString(), "--out", out.toString(), option, value};

        Run run = Run.of(arguments);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(option.replace("--", "")).doesNotContain("\tat ");
    }

    @Test
    void everyInputThatNamesNothingIsListed() throws IOException {
        Path dicom = Files.createDirectory(folder.resolve("series"));
        Files.createFile(dicom.resolve("1.dcm"));
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Run run = Run.of(
                "segment",
                "--model",
                model,
                "nowhere.nii",
                "s3://scans",
                dicom.toString(),
                empty.toString(),
                "--out",
                out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("there is no file or folder nowhere.nii")
                .contains("an object is named s3://bucket/key, not 's3://scans'")
                .contains("not supported: the DICOM folder")
                .contains("holds no NIfTI file");
    }

    @Test
    void twoScansOfOneNameAreRefused() throws IOException {
        Path a = Scans.image(Files.createDirectory(folder.resolve("a")).resolve("ct.nii.gz"), grid);
        Path b = Scans.image(Files.createDirectory(folder.resolve("b")).resolve("ct_0000.nii.gz"), grid);

        Run run = Run.of("segment", "--model", model, a.toString(), b.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("are both case ct");
    }

    @Test
    void severalScansCannotGoToOneFile() {
        Path a = Scans.image(folder.resolve("a.nii.gz"), grid);
        Path b = Scans.image(folder.resolve("b.nii.gz"), grid);

        Run run = Run.of("segment", "--model", model, a.toString(), b.toString(), "--out", "labels.nii.gz");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--out must be a folder for 2 cases");
    }

    @Test
    void aModelThatIsNoneIsBadConfiguration() throws IOException {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), grid);
        Path wrong = Files.writeString(folder.resolve("wrong.bactrian"), "no model");

        Run run = Run.of("segment", "--model", wrong.toString(), scan.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--model: ", "wrong.bactrian").doesNotContain("\tat ");
    }
}
