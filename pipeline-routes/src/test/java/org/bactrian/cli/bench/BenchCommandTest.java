package org.bactrian.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.bench.data.BenchData;
import org.bactrian.bench.data.BenchVolume;
import org.bactrian.cli.Run;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {

    private final Path folder;

    BenchCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aRowIsMeasuredReportedAndHeldAgainstAnEarlierReport() throws IOException {
        new BenchData(folder).make(new BenchVolume("a", new Index3(24, 24, 12), new Spacing(9, 9, 9)));
        Path report = folder.resolve("new/bench.json");
        Path page = folder.resolve("new/bench.md");
        String rows = "preprocess-seed-a";

        Run run = Run.of(
                "bench",
                "--rows",
                rows,
                "--runs",
                "1",
                "--data",
                folder.toString(),
                "--out",
                report.toString(),
                "--markdown",
                page.toString());
        Run again = Run.of(
                "bench",
                "--rows",
                rows,
                "--runs",
                "1",
                "--data",
                folder.toString(),
                "--baseline",
                report.toString(),
                "--json",
                "--quiet");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).contains("1/1 preprocess-seed-a: Bactrian, run 1 of 1");
        assertThat(run.out()).contains("preprocess-seed-a");
        assertThat(page).content().contains("| `preprocess-seed-a` |", "peer not measured");
        assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCode.DONE);
        assertThat(again.err()).isEmpty();
        JsonNode measured = new ObjectMapper().readTree(again.out());
        assertThat(measured.at("/rows/0/ours/wall/minimum").asDouble()).isPositive();
        assertThat(measured.at("/rows/0/againstBaseline").asDouble()).isPositive();
        assertThat(measured.at("/rows/0/ours/result").asText()).startsWith("133 x 133 x 34, mean ");
        assertThat(new ObjectMapper()
                        .readTree(Files.readAllBytes(report))
                        .at("/machine/cores")
                        .asInt())
                .isPositive();
    }

    @Test
    void aRowThatFailsEndsWithItsReasonAndExitCodeThree() {
        Run run = Run.of("bench", "--rows", "read-c", "--runs", "1", "--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        assertThat(run.err()).contains("read-c failed: ", "c_0000.nii.gz");
    }

    @Test
    void listsItsRows() {
        Run run = Run.of("bench", "--list", "--rows", "read-c,kernel-inflate");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.out()).contains("SimpleITK", "kernel-inflate");
    }

    @Test
    void everythingThatIsWrongIsListed() {
        Run run = Run.of("bench", "--runs", "0", "--peers", folder.toString());
        Run unknown = Run.of("bench", "--rows", "nothing");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--runs", "--peers and --python need each other");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("no row is called nothing; known: preprocess-seed-a");
    }
}
