package org.bactrian.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.app.Preflight.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    private final Map<String, String> environment = new HashMap<>();

    PreflightTest(@TempDir Path folder) throws IOException {
        environment.put("BACTRIAN_KAFKA_BROKERS", "127.0.0.1:" + closedPort());
        environment.put("BACTRIAN_STORE_ENDPOINT", "http://127.0.0.1:" + closedPort());
        environment.put("BACTRIAN_MODEL_PATH", folder.resolve("none.bactrian").toString());
        environment.put("BACTRIAN_WORK_ROOT", folder.resolve("work").toString());
        environment.put("BACTRIAN_WORK_FREE_MEBIBYTES", "1");
    }

    @Test
    void everythingThatIsMissingIsToldAtOnceOneLineEach() {
        environment.put("BACTRIAN_STAGES_POSTPROCESS", "[keep-tow-kidneys]");
        environment.put("BACTRIAN_MODEL_DEVICE", "cuda:9");
        environment.put("BACTRIAN_WORK_FREE_MEBIBYTES", "2000000000");

        Map<String, String> wrong = wrong();

        assertThat(wrong).containsOnlyKeys("kafka", "store", "model", "stages", "engine", "work");
        assertThat(wrong.get("kafka"))
                .contains("127.0.0.1")
                .contains("Connection refused")
                .contains("kafka.brokers");
        assertThat(wrong.get("store"))
                .contains("http://127.0.0.1:", "cannot be connected to", "store.endpoint")
                .doesNotContain("Exception");
        assertThat(wrong.get("model")).contains("there is no file").contains("none.bactrian");
        assertThat(wrong.get("stages"))
                .contains("no stage is named 'keep-tow-kidneys'")
                .contains("keep-two-kidneys");
        assertThat(wrong.get("engine")).contains("cuda:9").contains("cpu");
        assertThat(wrong.get("work")).contains("MiB free, 2000000000 are asked for");
        assertThat(wrong.values()).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
    }

    @Test
    void stagesAreNotSoundWhereTheModelThatNamesThemIsMissing() {
        assertThat(wrong().get("stages")).contains("not known", "model.path");

        environment.put("BACTRIAN_STAGES_PREPROCESS", "[crop-to-nonzero]");
        assertThat(wrong()).containsKey("stages");

        environment.put("BACTRIAN_STAGES_POSTPROCESS", "[keep-two-kidneys]");
        assertThat(wrong()).containsKey("model").doesNotContainKey("stages");
    }

    @Test
    void aModelIsNamedWithItsLabelsAndDigest(@TempDir Path models) throws IOException {
        TinyModel.write(models.resolve("tiny.bactrian"));
        environment.put("BACTRIAN_MODEL_PATH", models.resolve("tiny.bactrian").toString());

        assertThat(findings())
                .anySatisfy(finding -> {
                    assertThat(finding.subject()).isEqualTo("model");
                    assertThat(finding.ok()).isTrue();
                    assertThat(finding.line())
                            .contains("[background, kidney, tumor]")
                            .contains("digest ");
                })
                .anySatisfy(finding -> {
                    assertThat(finding.subject()).isEqualTo("stages");
                    assertThat(finding.line()).contains("resample");
                })
                .anySatisfy(finding -> {
                    assertThat(finding.subject()).isEqualTo("engine");
                    assertThat(finding.line()).contains("PyTorch");
                });
    }

    @Test
    void aHostThatNobodyKnowsAndAnAddressThatIsNoneAreNamed() {
        environment.put("BACTRIAN_KAFKA_BROKERS", "no-such-host.invalid:9092");
        assertThat(wrong().get("kafka")).contains("no-such-host.invalid").contains("not known");

        environment.put("BACTRIAN_KAFKA_BROKERS", "localhost");
        assertThat(wrong().get("kafka")).contains("'localhost' is not host:port");
    }

    private List<Finding> findings() {
        return Preflight.of(BactrianConfig.read(Optional.empty(), environment));
    }

    private Map<String, String> wrong() {
        Map<String, String> wrong = new HashMap<>();
        findings().stream().filter(finding -> !finding.ok()).forEach(bad -> wrong.put(bad.subject(), bad.line()));
        return wrong;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
