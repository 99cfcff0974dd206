package org.bactrian.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.cli.Run;
import org.bactrian.cli.Scans;
import org.bactrian.cli.TinyModel;
import org.bactrian.cli.scan.Scan;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.volume.Case;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessCommandTest {

    private final Path folder;
    private final Path out;
    private final Path scan;
    private String model = "";

    PreprocessCommandTest(@TempDir Path folder) {
        this.folder = folder;
        out = folder.resolve("new/ct.npy");
        scan = folder.resolve("ct.nii.gz");
    }

    @BeforeEach
    void makeFiles() throws IOException {
        model = TinyModel.in(folder).toString();
        Scans.image(scan, Scans.grid(24, 20, 10));
    }

    @Test
    void writesWhatTheNetworkSees() throws IOException {
        Run run = Run.of("preprocess", "--model", model, scan.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        Case prepared = StageCatalog.builtIn()
                .pipeline(TinyModel.bundle().preprocessing())
                .run(new Scan("ct", java.util.List.of(scan)).read(), StageObserver.NONE);
        Volume seen = prepared.channels().get(0);
        byte[] file = Files.readAllBytes(out);
        assertThat(header(file)).contains("'descr': '<f4'", "'fortran_order': False", "'shape': (1, 10, 10, 12,)");
        ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int start = file.length - Float.BYTES * seen.voxels().length;
        assertThat(start % 64).isZero();
        for (int i = 0; i < seen.voxels().length; i++) {
            assertThat(numbers.getFloat(start + Float.BYTES * i)).isEqualTo(seen.voxels()[i]);
        }
    }

    @Test
    void aFolderOfSeveralCasesIsRefused() throws IOException {
        Path many = Files.createDirectory(folder.resolve("many"));
        Scans.image(many.resolve("a.nii.gz"), Scans.grid(24, 20, 10));
        Scans.image(many.resolve("b.nii.gz"), Scans.grid(24, 20, 10));

        Run run = Run.of("preprocess", "--model", model, many.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("INPUT must be one case, %s holds 2: name a file, such as %s/a.nii.gz".formatted(many, many));
        assertThat(out).doesNotExist();
    }

    @Test
    void memoryIsAnnouncedBeforeItIsTaken() {
        Run run = Run.of("preprocess", "--model", model, scan.toString(), "--out", out.toString());

        assertThat(run.err()).contains("ct: 24 x 20 x 10 ", " reading takes less than 1 MB");
    }

    @Test
    void theNumberOfThreadsDoesNotChangeTheFile() throws IOException {
        Path other = folder.resolve("other.npy");

        Run.of("preprocess", "--model", model, scan.toString(), "--out", out.toString(), "--threads", "1");
        Run.of("preprocess", "--model", model, scan.toString(), "--out", other.toString(), "--threads", "7");
        Run refused = Run.of("preprocess", "--model", model, scan.toString(), "--out", "n.npy", "--threads", "0");

        assertThat(Files.readAllBytes(other)).isEqualTo(Files.readAllBytes(out));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("--threads must be at least 1, got 0");
    }

    @Test
    void labelsGoAlong() throws IOException {
        Path truth = Scans.labels(folder.resolve("truth.nii.gz"), Scans.grid(24, 20, 10));

        Run run = Run.of(
                "preprocess", "--model", model, scan.toString(), "--labels", truth.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        byte[] file = Files.readAllBytes(folder.resolve("new/ct.labels.npy"));
        assertThat(header(file)).contains("'descr': '|i1'", "'shape': (10, 10, 12,)");
        assertThat(file[file.length - 1200 + 5 * 120 + 5 * 12 + 6]).isEqualTo((byte) 1);
    }

    @Test
    void tellsTheGridsThatTheScanHasLainOn() throws IOException {
        Run run = Run.of("preprocess", "--model", model, scan.toString(), "--out", out.toString(), "--json");

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/shape").toString()).isEqualTo("[1,10,10,12]");
        assertThat(report.at("/grids/0/size").toString()).isEqualTo("[24,20,10]");
        JsonNode last = report.at("/grids").get(report.at("/grids").size() - 1);
        assertThat(last.at("/spacingMm").toString()).isEqualTo("[4.0,4.0,4.0]");
    }

    @Test
    void everythingThatIsMissingOrContradictoryIsListed() {
        Run run = Run.of("preprocess", "--plan", "plans.json", "--model", model, scan.toString(), "--out", "ct.txt");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("one of --model and --plan must be given", "--out must end in .npy");
    }

    @Test
    void writesWhatTheNetworkOfAnNnUNetPlanSees() throws IOException {
        Path plan = plan();
        Path truth = Scans.labels(folder.resolve("truth.nii.gz"), Scans.grid(24, 20, 10));

        Run run = Run.of(
                "preprocess",
                "--plan",
                plan.toString(),
                "--configuration",
                "3d_fullres",
                scan.toString(),
                "--labels",
                truth.toString(),
                "--out",
                out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(header(Files.readAllBytes(out))).contains("'descr': '<f4'", "'shape': (1, 20, 20, 12,)");
        assertThat(header(Files.readAllBytes(folder.resolve("new/ct.labels.npy"))))
                .contains("'descr': '|i1'");
    }

    @Test
    void aConfigurationThatThePlanLacksIsRefusedNamingThoseThereAre() throws IOException {
        Run run = Run.of(
                "preprocess",
                "--plan",
                plan().toString(),
                "--configuration",
                "2d",
                scan.toString(),
                "--out",
                out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("no configuration 2d", "3d_fullres");
    }

    private Path plan() throws IOException {
        return Files.writeString(folder.resolve("plans.json"), """
                {"transpose_forward": [0, 1, 2], "image_reader_writer": "SimpleITKIO",
                 "configurations": {"3d_fullres": {"spacing": [2, 2, 4],
                   "normalization_schemes": ["ZScoreNormalization"], "use_mask_for_norm": [false]}}}""");
    }

    @Test
    void aLabelMapOnAnotherGridIsRefused() {
        Path truth = Scans.labels(folder.resolve("truth.nii.gz"), Scans.grid(24, 20, 11));

        Run run = Run.of(
                "preprocess", "--model", model, scan.toString(), "--labels", truth.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        assertThat(run.err()).contains("truth.nii.gz: grid is size 24 x 20 x 11, expected the grid of the scan, size ");
        assertThat(out).doesNotExist();
    }

    private static String header(byte[] file) {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
        return new String(file, 10, length, StandardCharsets.US_ASCII);
    }
}
