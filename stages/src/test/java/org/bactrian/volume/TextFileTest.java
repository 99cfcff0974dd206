package org.bactrian.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

    private final Path file;

    TextFileTest(@TempDir Path folder) {
        file = folder.resolve("dataset.json");
    }

    @Test
    void aTextInUtf8IsReadAsItIs() throws IOException {
        Files.writeString(file, "{\"description\": \"Münster\"}");

        assertThat(TextFile.read(file)).isEqualTo("{\"description\": \"Münster\"}");
    }

    @Test
    void aTextInAnotherEncodingIsRefusedByItsFirstWrongByte() throws IOException {
        Files.write(file, "Münster".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> TextFile.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessage("dataset.json: text is 0xFC at byte 1, expected UTF-8");
    }

    @Test
    void aTextThatEndsInTheMiddleOfALetterIsRefused() throws IOException {
        Files.write(file, new byte[] {'M', (byte) 0xC3});

        assertThatThrownBy(() -> TextFile.read(file)).hasMessageContaining("0xC3 at byte 1");
    }
}
