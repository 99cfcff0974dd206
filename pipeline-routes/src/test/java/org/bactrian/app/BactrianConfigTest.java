package org.bactrian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.stage.StageSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BactrianConfigTest {

    private final Path folder;

    BactrianConfigTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void anEmptyFileWorksAgainstTheLocalHost() throws IOException {
        BactrianConfig config = BactrianConfig.read(Optional.of(file("")), Map.of());

        assertThat(config).isEqualTo(BactrianConfig.read(Optional.empty(), Map.of()));
        assertThat(config.kafka().brokers()).isEqualTo("localhost:9092");
        assertThat(config.store().endpoint()).isEqualTo(URI.create("http://localhost:9000"));
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.kafka().longestCase()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void theFileIsReadAndTheEnvironmentWins() throws IOException {
        Path file = file("""
                kafka:
                  brokers: kafka:9092
                  topics:
                    deadLetters: dead
                  properties:
                    security.protocol: SSL
                retry:
                  firstDelay: 500ms
                """);

        BactrianConfig config = BactrianConfig.read(
                Optional.of(file),
                Map.of("BACTRIAN_KAFKA_BROKERS", "other:9092", "BACTRIAN_KAFKA_TOPICS_RESULTS", "answers"));

        assertThat(config.kafka().brokers()).isEqualTo("other:9092");
        assertThat(config.kafka().topics().deadLetters()).isEqualTo("dead");
        assertThat(config.kafka().topics().results()).isEqualTo("answers");
        assertThat(config.kafka().clientProperties())
                .containsEntry("bootstrap.servers", "other:9092")
                .containsEntry("security.protocol", "SSL");
        assertThat(config.retry().firstDelay()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aModelIsOneOrSeveral() throws IOException {
        BactrianConfig one = BactrianConfig.read(Optional.of(file("model: {path: a.bactrian}")), Map.of());
        BactrianConfig two = BactrianConfig.read(Optional.of(file("model: {path: [a, b]}")), Map.of());
        BactrianConfig overridden =
                BactrianConfig.read(Optional.empty(), Map.of("BACTRIAN_MODEL_PATH", "[models/a, models/b]"));

        assertThat(one.model().path()).containsExactly(Path.of("a.bactrian"));
        assertThat(two.model().path()).containsExactly(Path.of("a"), Path.of("b"));
        assertThat(overridden.model().path()).containsExactly(Path.of("models/a"), Path.of("models/b"));
    }

    @Test
    void stagesAreListedByNameWithOrWithoutSettings() throws IOException {
        Path file = file("""
                stages:
                  preprocess:
                    - orient
                    - resample: {spacingMm: [1.62, 1.62, 3.22]}
                """);

        BactrianConfig config = BactrianConfig.read(
                Optional.of(file), Map.of("BACTRIAN_STAGES_POSTPROCESS", "[keep-two-kidneys, measure: {unit: ml}]"));

        assertThat(config.stages().preprocess())
                .contains(List.of(
                        StageSpec.of("orient"),
                        new StageSpec("resample", Map.of("spacingMm", List.of(1.62, 1.62, 3.22)))));
        assertThat(config.stages().postprocess())
                .contains(List.of(StageSpec.of("keep-two-kidneys"), new StageSpec("measure", Map.of("unit", "ml"))));
    }

    @Test
    void everyProblemIsToldAtOnceWithTheKnownNames() throws IOException {
        Path file = file("""
                kafka:
                  broker: x
                  consumers: many
                store:
                  secretKey: hush
                http:
                  port: 70000
                modell: {}
                """);

        assertThatThrownBy(() -> BactrianConfig.read(Optional.of(file), Map.of("BACTRIAN_RETRY_ATEMPTS", "3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no setting is named kafka.broker; known: brokers, group, topics")
                .hasMessageContaining("kafka.consumers: expected a whole number, got 'many'")
                .hasMessageContaining("store.secretKey: a secret does not belong into the file; set"
                        + " BACTRIAN_STORE_SECRET_KEY, or BACTRIAN_STORE_SECRET_KEY_FILE to a file that holds it")
                .hasMessageContaining("http.port must be 1 to 65535, got 70000")
                .hasMessageContaining("no setting is named modell; known: kafka, store, model")
                .hasMessageContaining("no setting is named BACTRIAN_RETRY_ATEMPTS; known: BACTRIAN_RETRY_ATTEMPTS")
                .hasMessageNotContaining("hush");
    }

    @Test
    void secretsComeFromTheEnvironmentOrFromAFileAndAreNotShown() throws IOException {
        Path secret = file("s3cret\n");

        BactrianConfig config = BactrianConfig.read(
                Optional.empty(),
                Map.of(
                        "BACTRIAN_STORE_SECRET_KEY_FILE", secret.toString(),
                        "BACTRIAN_KAFKA_USERNAME", "worker",
                        "BACTRIAN_KAFKA_PASSWORD", "quo\"te",
                        "BACTRIAN_KAFKA_PROPERTIES", "{sasl.mechanism: SCRAM-SHA-512}"));

        assertThat(config.store().s3().secretKey()).isEqualTo("s3cret");
        assertThat(config.kafka().clientProperties())
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                + " username=\"worker\" password=\"quo\\\"te\";");
        assertThat(config.toString()).doesNotContain("s3cret").doesNotContain("quo");
    }

    @Test
    void filesThatAreNoTextAreRefusedAndASecretIsNotShown() throws IOException {
        Path latin = folder.resolve("latin.yaml");
        Files.write(latin, "# Münster".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> BactrianConfig.read(Optional.of(latin), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("latin.yaml: text is 0xFC at byte 3, expected UTF-8");
        assertThatThrownBy(() -> BactrianConfig.read(
                        Optional.empty(), Map.of("BACTRIAN_STORE_SECRET_KEY_FILE", latin.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latin.yaml is no text in UTF-8")
                .hasMessageNotContaining("0xFC");
    }

    @Test
    void aSecretAmongTheKafkaPropertiesIsRefused() {
        Map<String, String> environment = Map.of("BACTRIAN_KAFKA_PROPERTIES", "{ssl.keystore.password: hush}");

        assertThatThrownBy(() -> BactrianConfig.read(Optional.empty(), environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("properties must hold no secret, got [ssl.keystore.password]")
                .hasMessageNotContaining("hush");
    }

    @Test
    void furtherSecretPropertiesAreLines() {
        BactrianConfig config = BactrianConfig.read(
                Optional.empty(), Map.of("BACTRIAN_KAFKA_SECRETS", "ssl.key.password=a=b\nssl.keystore.password=c"));

        assertThat(config.kafka().securityProperties())
                .containsEntry("ssl.key.password", "a=b")
                .containsEntry("ssl.keystore.password", "c");
    }

    @Test
    void brokenYamlIsAnsweredWithItsLine() throws IOException {
        Path file = file("kafka:\n  brokers: a\n  brokers: b\n");

        assertThatThrownBy(() -> BactrianConfig.read(Optional.of(file), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("brokers");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> BactrianConfig.read(Optional.of(folder.resolve("none.yaml")), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.yaml: cannot be read");
    }

    @Test
    void whatKubernetesAddsForAServiceIsNoSetting() {
        Map<String, String> links = Map.of(
                "BACTRIAN_KAFKA_SERVICE_HOST", "10.0.0.1",
                "BACTRIAN_KAFKA_PORT_9092_TCP_ADDR", "10.0.0.1",
                "BACTRIAN_HOME", "elsewhere");

        assertThat(BactrianConfig.read(Optional.empty(), links).kafka().brokers())
                .isEqualTo("localhost:9092");
    }

    @Test
    void everyKeyIsDocumentedWithItsDefaultMeaningAndVariable() throws IOException {
        String page = Files.readString(Path.of("../docs/configuration.md"));

        List<String> rows =
                BactrianConfig.keys().stream().map(BactrianConfigTest::row).toList();

        assertThat(page.lines().filter(line -> line.startsWith("| `"))).containsExactlyElementsOf(rows);
    }

    /** A key as a row of the table in the documentation. */
    static String row(ConfigKey key) {
        String standard = key.standard().isEmpty() ? "-" : "`" + key.standard() + "`";
        String variable = "`" + key.variable() + "`" + (key.isSecret() ? " or `" + key.fileVariable() + "`" : "");
        return "| %s | %s | %s | %s |".formatted("`" + key.path() + "`", standard, key.meaning(), variable);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "bactrian", ".yaml"), text);
    }
}
