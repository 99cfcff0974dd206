package org.bactrian.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelSchemeTest {

    private final Path file;

    LabelSchemeTest(@TempDir Path folder) {
        file = folder.resolve("dataset.json");
    }

    @Test
    void labelsAreScoredInAscendingOrder() throws IOException {
        LabelScheme scheme = read("{\"background\": 0, \"tumour\": 2, \"kidney\": 1, \"ignore\": 3}");

        assertThat(scheme.structures()).extracting(Structure::key).containsExactly("1", "2");
        assertThat(scheme.name(Structure.label(2))).isEqualTo("tumour");
        assertThat(scheme.ignored()).hasValue(3);
    }

    @Test
    void regionsAreScoredInTheOrderOfTheFile() throws IOException {
        LabelScheme scheme = read("{\"background\": [0], \"tumour\": [2], \"kidney\": [2, 1], \"cyst\": 3}");

        assertThat(scheme.structures()).extracting(Structure::key).containsExactly("(2,)", "(2, 1)", "3");
        assertThat(scheme.labels()).containsExactly(1, 2, 3);
    }

    @Test
    void theFirstVersionNamesNumbers() throws IOException {
        LabelScheme scheme = read("{\"0\": \"background\", \"1\": \"Kidney\", \"2\": \"Tumor\"}");

        assertThat(scheme.names()).containsEntry(Structure.label(2), "Tumor").hasSize(2);
    }

    @Test
    void whatIsNoneIsRefused() {
        assertThatThrownBy(() -> read("[1]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read("{\"kidney\": \"one\"}")).hasMessageContaining("dataset.json: labels must be");
        assertThatThrownBy(() -> {
                    Files.writeString(file, "{}");
                    LabelScheme.read(file);
                })
                .hasMessageContaining("dataset.json: labels must be");
        assertThatThrownBy(() -> {
                    Files.writeString(file, "{\n\"labels\": }");
                    LabelScheme.read(file);
                })
                .hasMessageMatching(".*dataset.json is no JSON at line 2, column \\d+");
    }

    @Test
    void whatIsNoTextIsRefusedByItsFirstWrongByte() throws IOException {
        Files.write(file, "{\"labels\": {\"Nëoplasm\": 1}}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> LabelScheme.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessage("dataset.json: text is 0xEB at byte 14, expected UTF-8");
    }

    private LabelScheme read(String labels) throws IOException {
        Files.writeString(file, "{\"labels\": " + labels + "}");
        return LabelScheme.read(file);
    }
}
