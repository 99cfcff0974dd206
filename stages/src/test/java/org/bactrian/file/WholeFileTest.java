package org.bactrian.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    @Test
    void aPipeTakesTheContentAsItComes() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> line(pipe));

        WholeFile.write(pipe, out -> out.write(bytes("labels")));

        assertThat(read.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("labels");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    private static String line(Path pipe) {
        try (BufferedReader reader = Files.newBufferedReader(pipe)) {
            return String.valueOf(reader.readLine());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
