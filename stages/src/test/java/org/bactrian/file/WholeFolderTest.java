package org.bactrian.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFolderTest {

    private final Path parent;
    private final Path folder;

    WholeFolderTest(@TempDir Path parent) {
        this.parent = parent;
        this.folder = parent.resolve("new/model");
    }

    @Test
    void untilItIsCompleteThereIsNoFolder() throws IOException {
        Path written = WholeFolder.write(folder, part -> {
            model(part);
            assertThat(folder).doesNotExist();
        });

        assertThat(written).isEqualTo(folder);
        assertThat(folder.resolve("plans.json")).hasContent("plans");
        assertThat(folder.resolve("fold_0/weights")).hasContent("weights");
        assertNothingHidden();
    }

    @Test
    void anEmptyFolderIsFilledOnceAllIsComplete() throws IOException {
        Files.createDirectories(folder);

        WholeFolder.write(folder, part -> {
            model(part);
            assertThat(folder.resolve("plans.json")).doesNotExist();
        });

        assertThat(folder.resolve("plans.json")).hasContent("plans");
        assertThat(folder.resolve("fold_0/weights")).hasContent("weights");
        assertNothingHidden();
    }

    @Test
    void whatLiesInTheFolderStaysUnlessItHasTheSameName() throws IOException {
        Files.createDirectories(folder.resolve("fold_0"));
        Files.writeString(folder.resolve("fold_0/log"), "mine");
        Files.writeString(folder.resolve("plans.json"), "old");

        WholeFolder.write(folder, WholeFolderTest::model);

        assertThat(folder.resolve("fold_0/log")).hasContent("mine");
        assertThat(folder.resolve("fold_0/weights")).hasContent("weights");
        assertThat(folder.resolve("plans.json")).hasContent("plans");
    }

    @Test
    void aWritingThatFailsLeavesNothing() throws IOException {
        assertFails();

        assertThat(folder).doesNotExist();
        assertNothingHidden();
    }

    @Test
    void aWritingThatFailsLeavesAnEmptyFolderEmpty() throws IOException {
        Files.createDirectories(folder);

        assertFails();

        assertThat(folder).isEmptyDirectory();
    }

    private void assertFails() {
        assertThatThrownBy(() -> WholeFolder.write(folder, part -> {
                    model(part);
                    throw new IOException("no space left");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left");
    }

    private static void model(Path part) throws IOException {
        Files.writeString(part.resolve("plans.json"), "plans");
        Files.writeString(Files.createDirectory(part.resolve("fold_0")).resolve("weights"), "weights");
    }

    private void assertNothingHidden() throws IOException {
        try (Stream<Path> all = Files.walk(parent)) {
            assertThat(all).noneMatch(path -> path.toString().endsWith(".part"));
        }
    }
}
