package org.bactrian.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.cli.Run;
import org.bactrian.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

    private final Path data;
    private final Path out;

    TrainCommandTest(@TempDir Path folder) {
        data = folder.resolve("Dataset501_Phantom");
        out = folder.resolve("training");
    }

    @Test
    void trainsAndBundlesAndGoesOnWhereItStopped() throws IOException, InterruptedException {
        Run.of("phantom", "--out", data.toString(), "--count", "5", "--seed", "3");
        Process training = started("--epochs", "2", "--batches", "2");
        waitForFirstEpoch(training);

        training.destroy();

        assertThat(training.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(out.resolve("training.checkpoint")).exists();
        assertThat(out.resolve("progress.png")).exists();
        assertThat(out.resolve("model.bactrian")).doesNotExist();
        Run again = train("--epochs", "2", "--batches", "2");
        assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(again.err()).contains("--resume goes on with it");
        Run resumed = train("--epochs", "2", "--batches", "2", "--resume", "--json");
        assertThat(resumed.exitCode()).isEqualTo(ExitCode.DONE);
        JsonNode report = new ObjectMapper().readTree(resumed.out());
        assertThat(report.at("/finished").asBoolean()).isTrue();
        assertThat(report.at("/epochs")).hasSize(2);
        assertThat(report.at("/digest").asText())
                .isEqualTo(ModelBundle.read(out.resolve("model.bactrian")).digest());
        assertThat(Files.readAllLines(out.resolve("progress.csv"))).hasSize(3);
    }

    @Test
    void aFolderThatIsNoDataSetIsRefused() throws IOException {
        Files.createDirectory(data);

        Run run = train();

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is no dataset.json");
    }

    @Test
    void whatCannotBeGrantedIsListed() {
        Run run = train("--plan", "plans.json", "--configuration", "2d", "--resume", "--overwrite");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("not supported: --plan", "not supported: --configuration 2d", "exclude each other");
    }

    @Test
    void anUnknownPresetIsAnsweredWithTheKnownOnes() {
        Run.of("phantom", "--out", data.toString(), "--count", "5", "--seed", "3");

        Run run = Run.of("train", "--dataset", data.toString(), "--out", out.toString(), "--preset", "slow");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("no preset is named 'slow'", "quick");
    }

    private Run train(String... more) {
        return Run.of(arguments(more).toArray(String[]::new));
    }

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "train", "--dataset", data.toString(), "--out", out.toString(), "--preset", "quick", "--seed", "1"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** A signal can only be sent to another process. */
    private Process started(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "org.bactrian.cli.Bactrian"));
        command.addAll(arguments(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
    }

    private static void waitForFirstEpoch(Process training) throws IOException {
        var lines = training.inputReader();
        List<String> seen = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.add(line);
            if (line.startsWith("epoch 1 of 2")) {
                return;
            }
        }
        throw new AssertionError("ended before its first epoch: " + seen);
    }
}
