package org.bactrian.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortLivedTest {

    private final Path folder;

    ShortLivedTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aFolderIsDeletedWithAllThatIsInIt() throws IOException {
        Path unpacked = ShortLived.of(folder.resolve("unpacked"));
        Files.createDirectories(unpacked.resolve("fold_0"));
        Files.writeString(unpacked.resolve("fold_0/checkpoint.pth"), "weights");

        ShortLived.delete(unpacked);

        assertThat(unpacked).doesNotExist();
    }

    @Test
    void whatWasNeverMadeNeedsNoDeleting() throws IOException {
        ShortLived.delete(ShortLived.of(folder.resolve("nothing")));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whoEndsTheProcessDeletesWhatIsStillThere() throws IOException {
        Path part = Files.writeString(ShortLived.of(folder.resolve("half.part")), "half");
        Path kept = Files.writeString(folder.resolve("whole"), "whole");

        ShortLived.deleteAll();

        assertThat(part).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void aSignalWhileAFileIsWrittenLeavesNothing() throws IOException, InterruptedException {
        Process writing = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriting.class.getName(),
                        folder.resolve("endless").toString())
                .redirectErrorStream(true)
                .start();
        while (writing.isAlive() && folder.toFile().list().length == 0) {
            Thread.onSpinWait();
        }
        assertThat(writing.isAlive()).isTrue();

        writing.destroy();
        writing.waitFor();

        assertThat(folder).isEmptyDirectory();
    }

    /** Writes a file and never ends. */
    static final class EndlessWriting {

        private EndlessWriting() {}

        public static void main(String[] arguments) throws IOException {
            WholeFile.write(Path.of(arguments[0]), out -> {
                while (true) {
                    out.write(0);
                    Thread.onSpinWait();
                }
            });
        }
    }
}
