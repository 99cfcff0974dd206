package org.bactrian.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they write. */
@Timeout(60)
class LeftBehindTest {

    private final Path folder;
    private final Path model;
    private Process writer;

    LeftBehindTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.model = Files.createDirectory(folder.resolve("model"));
        writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Endless.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        while (count(".ready") < 3) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        writer.destroyForcibly().waitFor();
    }

    @Test
    void whatAKilledProcessLeftIsClearedByWhoWritesTheSameNext() throws Exception {
        assertThat(parts()).hasSize(3);
        writer.destroyForcibly().waitFor();

        WholeFolder.write(model, part -> Files.writeString(part.resolve("plans.json"), "plans"));
        WholeFolder.write(folder.resolve("new"), part -> Files.writeString(part.resolve("plans.json"), "plans"));
        WholeFile.write(folder.resolve("model.pt"), out -> out.write(1));

        assertThat(parts()).isEmpty();
        assertThat(model).isDirectoryContaining("glob:**/plans.json");
        assertThat(folder.resolve("new")).isDirectoryContaining("glob:**/plans.json");
        assertThat(folder.resolve("model.pt")).exists();
    }

    @Test
    void whatAProcessStillWritesIsLeftToIt() throws IOException {
        List<Path> before = parts();

        WholeFolder.write(model, part -> Files.writeString(part.resolve("plans.json"), "plans"));
        WholeFolder.write(folder.resolve("new"), part -> Files.writeString(part.resolve("plans.json"), "plans"));
        WholeFile.write(folder.resolve("model.pt"), out -> out.write(1));

        assertThat(parts()).isEqualTo(before).hasSize(3);
    }

    @Test
    void whatIsLeftOfOthersStays() throws Exception {
        writer.destroyForcibly().waitFor();
        Path mine = Files.writeString(folder.resolve(".model.pt.notes.part"), "mine");

        WholeFile.write(folder.resolve("other.pt"), out -> out.write(1));
        WholeFile.write(folder.resolve("model.pt"), out -> out.write(1));

        assertThat(mine).exists();
        assertThat(parts()).hasSize(3);
    }

    @Test
    void writersOfOneFileInOneProcessDoNotClearEachOther() throws IOException {
        Path file = folder.resolve("labels.txt");

        WholeFile.write(file, outer -> {
            outer.write("outer".getBytes(StandardCharsets.UTF_8));
            WholeFile.write(file, inner -> inner.write("inner".getBytes(StandardCharsets.UTF_8)));
            assertThat(file).hasContent("inner");
        });

        assertThat(file).hasContent("outer");
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(".part"))
                    .sorted()
                    .toList();
        }
    }

    private long count(String ending) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> path.toString().endsWith(ending)).count();
        }
    }

    /** Writes a folder that is there, one that is not, and a file, and is never done. */
    static final class Endless {

        private Endless() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            start(() -> WholeFolder.write(folder.resolve("model"), part -> hang(folder)));
            start(() -> WholeFolder.write(folder.resolve("new"), part -> hang(folder)));
            start(() -> WholeFile.write(folder.resolve("model.pt"), out -> hang(folder)));
        }

        private interface Writing {
            Path written() throws IOException;
        }

        private static void start(Writing writing) {
            new Thread(() -> {
                        try {
                            writing.written();
                        } catch (IOException failed) {
                            throw new AssertionError(failed);
                        }
                    })
                    .start();
        }

        private static void hang(Path folder) throws IOException {
            Files.createTempFile(folder, "writer", ".ready");
            synchronized (Endless.class) {
                try {
                    while (true) {
                        Endless.class.wait();
                    }
                } catch (InterruptedException over) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
