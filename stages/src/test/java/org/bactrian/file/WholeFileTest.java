package org.bactrian.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    private final Path folder;

    WholeFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aFileReplacesAnOlderOne() throws IOException {
        Path file = Files.writeString(folder.resolve("labels.txt"), "old");

        Path written = WholeFile.write(file, out -> out.write(bytes("new")));

        assertThat(written).isEqualTo(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void untilItIsCompleteTheOlderOneIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("labels.txt"), "old");

        WholeFile.write(file, out -> {
            out.write(bytes("new"));
            out.flush();
            assertThat(file).hasContent("old");
        });

        assertThat(file).hasContent("new");
    }

    @Test
    void aWritingThatFailsLeavesNothingAndKeepsTheOlderOne() throws IOException {
        Path file = Files.writeString(folder.resolve("labels.txt"), "old");

        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write(bytes("half"));
                    throw new IOException("no space left");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left");

        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
