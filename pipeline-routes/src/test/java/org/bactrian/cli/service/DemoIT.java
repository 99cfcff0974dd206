package org.bactrian.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bactrian.cli.Run;
import org.bactrian.cli.Scans;
import org.bactrian.cli.TinyModel;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.nifti.NiftiReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    private final Path folder;
    private final Path work;
    private String model = "";

    DemoIT(@TempDir Path folder) {
        this.folder = folder;
        work = folder.resolve("demo");
    }

    @BeforeEach
    void makeModel() throws IOException {
        model = TinyModel.in(folder).toString();
    }

    @Test
    void segmentsPhantomsAndTheRealCtThroughTheServiceAndLeavesNoProcessBehind() throws IOException {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();

        Run run = Run.of("demo", "--work", work.toString(), "--model", model, "--json");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode shown = new ObjectMapper().readTree(run.out());
        assertThat(shown.at("/cases")).hasSize(3);
        JsonNode first = shown.at("/cases/0");
        assertThat(first.at("/dice/kidney").isNumber()).isTrue();
        assertThat(first.at("/seconds").size()).isGreaterThan(3);
        Path phantom = work.resolve(first.at("/caseId").asText() + ".nii.gz");
        Path scan = work.resolve("scans").resolve(phantom.getFileName());
        assertThat(NiftiReader.readLabels(phantom).map().geometry())
                .isEqualTo(NiftiReader.readHeader(scan).geometry());
        assertThat(shown.at("/cases/2/caseId").asText()).isEqualTo("example_ct_sm");
        assertThat(shown.at("/cases/2/dice")).isEmpty();
        assertThat(Files.readString(work.resolve("report.html")))
                .contains(
                        "example_ct_sm",
                        "data:image/png;base64,",
                        TinyModel.bundle().digest());
        assertThat(ProcessHandle.current().descendants()).isSubsetOf(before);
    }

    @Test
    void aDemoThatIsKeptServesOtherVerbsAndLeavesNoProcessBehindWhenItIsStopped()
            throws IOException, InterruptedException {
        Process demo = kept();
        List<ProcessHandle> servers;
        try {
            List<String> said = heardUntil(demo, "still running");
            servers = demo.descendants().toList();
            assertThat(servers).as(said::toString).hasSize(2);
            checkFindsEverything();
            submitWaitsForTheResult();
            aBrokenScanFailsAndCanBePutBack();
        } finally {
            demo.destroy();
        }

        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        for (ProcessHandle server : servers) {
            assertThat(ends(server)).isTrue();
        }
    }

    private void checkFindsEverything() {
        Run run = withConfig("check");

        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines()).allMatch(line -> line.startsWith("ok "));
    }

    private void submitWaitsForTheResult() throws IOException {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), Scans.grid(24, 20, 10));
        Path truth = Scans.labels(folder.resolve("truth.nii.gz"), Scans.grid(24, 20, 10));

        Run run = withConfig("submit", scan.toString(), "--truth", truth.toString(), "--wait", "--json");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode done = new ObjectMapper().readTree(run.out());
        assertThat(done.at("/submitted/0/inputs/0").asText()).isEqualTo("s3://scans/ct/ct.nii.gz");
        assertThat(done.at("/results/0/labels").asText()).startsWith("s3://results/ct/");
        assertThat(done.at("/results/0/dice/kidney").isNumber()).isTrue();
        Run again = withConfig("submit", "s3://scans/ct/ct.nii.gz", "--case", "again");
        assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(again.out()).contains("again: submitted s3://scans/ct/ct.nii.gz, event ");
        Run missing = withConfig("submit", "s3://scans/nothing.nii.gz");
        assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.err()).contains("there is no object s3://scans/nothing.nii.gz");
    }

    private void aBrokenScanFailsAndCanBePutBack() throws IOException {
        Path text = Files.writeString(folder.resolve("text.nii.gz"), "no scan");

        Run run = withConfig("submit", text.toString(), "--wait");

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        assertThat(run.err()).contains("text: failed in stage ", "text.nii.gz", "expected");
        Run dry = withConfig("redrive", "--reason", "bad-case", "--dry-run", "--json");
        assertThat(dry.exitCode()).as(dry.err()).isEqualTo(ExitCode.DONE);
        assertThat(new ObjectMapper().readTree(dry.out()).at("/0/caseId").asText())
                .isEqualTo("text");
        Run other = withConfig("redrive", "--case", "another");
        assertThat(other.err()).contains("0 dead letters put back");
        Run driven = withConfig("redrive", "--case", "text");
        assertThat(driven.err()).contains("1 dead letters put back");
    }

    private Run withConfig(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", work.resolve("bactrian.yaml").toString()));
        return Run.of(all.toArray(String[]::new));
    }

    private Process kept() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.bactrian.cli.Bactrian",
                        "demo",
                        "--cases",
                        "1",
                        "--work",
                        work.toString(),
                        "--model",
                        model,
                        "--keep")
                .redirectErrorStream(true)
                .start();
    }

    private static List<String> heardUntil(Process process, String word) throws IOException {
        List<String> said = new ArrayList<>();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (line.contains(word)) {
                return said;
            }
        }
        throw new AssertionError("ended too early: " + said);
    }

    private static boolean ends(ProcessHandle server) throws InterruptedException {
        try {
            server.onExit().get(60, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException alive) {
            return false;
        }
    }
}
