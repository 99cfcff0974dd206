package org.bactrian.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.cli.Run;
import org.bactrian.cli.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs of the service where there is no service. */
class ServiceVerbsTest {

    private final Path folder;
    private final Path config;

    ServiceVerbsTest(@TempDir Path folder) {
        this.folder = folder;
        config = folder.resolve("bactrian.yaml");
    }

    @BeforeEach
    void nameServersThatAreNotThere() throws IOException {
        int port = unusedPort();
        Files.writeString(config, """
                kafka: {brokers: "127.0.0.1:%d"}
                store: {endpoint: "http://127.0.0.1:%d"}
                model: {path: "%s"}
                work: {root: "%s"}
                """.formatted(port, port, folder.resolve("none.bactrian"), folder.resolve("work")));
    }

    @Test
    void checkSaysOfEachPartOnOneLineWhatIsWrong() {
        Run run = Run.of("check", "--config", config.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out().lines())
                .anyMatch(line -> line.startsWith("wrong  kafka"))
                .anyMatch(line -> line.startsWith("wrong  store"))
                .anyMatch(line -> line.startsWith("wrong  model"))
                .anyMatch(line -> line.startsWith("ok     work"));
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_scan.nii.gz", ".scan.nii.gz", "-scan.nii.gz"})
    void aCaseNamedAsNoMessageMayNameItIsRefusedBeforeAnythingIsAsked(String name) throws IOException {
        Path scan = Files.createFile(folder.resolve(name));

        Run run = Run.of("submit", scan.toString(), "--config", config.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("is no case id", "a letter or digit first");
    }

    @Test
    void checkTellsTheSameAsJson() throws IOException {
        Run run = Run.of("check", "--config", config.toString(), "--json");

        JsonNode findings = new ObjectMapper().readTree(run.out());
        assertThat(findings.get(0).at("/subject").asText()).isEqualTo("kafka");
        assertThat(findings.get(0).at("/ok").asBoolean()).isFalse();
    }

    @Test
    void serveDoesNotStartWithoutWhatItNeeds() {
        Run run = Run.of("serve", "--config", config.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines())
                .anyMatch(line -> line.startsWith("wrong  kafka"))
                .anyMatch(line -> line.startsWith("wrong  store"))
                .anyMatch(line -> line.startsWith("wrong  model"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "serve"})
    void everythingWrongWithTheConfigurationIsListed(String verb) throws IOException {
        Files.writeString(config, "kafka: {broker: here, partitions: none}\nhttp: {port: 0}\n");

        Run run = Run.of(verb, "--config", config.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("broker", "partitions", "port").doesNotContain("\tat ");
    }

    @Test
    void submitListsEverythingWrongWithItsInputs() {
        Run run = Run.of(
                "submit", "--config", config.toString(), "a b.nii.gz", "x/c.nii.gz", "y/c_0000.nii.gz", "--truth", "t");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("'a b' is no case id", "two inputs are both case c", "--truth is of one case, there are 2");
    }

    @Test
    void submitNamesAFileThatIsMissing() {
        Run run = Run.of("submit", "--config", config.toString(), "nowhere.nii.gz");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is no file or folder nowhere.nii.gz");
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
