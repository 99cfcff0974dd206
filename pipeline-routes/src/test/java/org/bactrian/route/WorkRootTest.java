package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkRootTest {

    private final Path folder;

    WorkRootTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whatADeadWorkerLeftIsSwept() throws IOException {
        Path dead = Files.createDirectories(folder.resolve("worker-1/case_1-2"));
        Files.writeString(dead.resolve("ct.nii.gz"), "half a scan");
        Files.createFile(folder.resolve("worker-1/lock"));

        try (WorkRoot root = WorkRoot.open(folder)) {
            assertThat(folder.resolve("worker-1")).doesNotExist();
            Path made = root.filled("case_2", own -> own);
            assertThat(made).isDirectory();
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatALivingWorkerHasAndWhatIsNotOursStays() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "keep");
        Files.createDirectories(folder.resolve("worker-without-lock"));

        try (WorkRoot living = WorkRoot.open(folder)) {
            Path scan = living.filled("case_1", own -> written(own.resolve("ct.nii.gz")));
            WorkRoot.open(folder).close();

            assertThat(scan).exists();
        }

        assertThat(names()).containsExactlyInAnyOrder("notes.txt", "worker-without-lock");
    }

    @Test
    void aFolderThatCannotBeFilledIsGone() throws IOException {
        try (WorkRoot root = WorkRoot.open(folder)) {
            assertThatThrownBy(() -> root.filled("case_1", own -> {
                        written(own.resolve("half"));
                        throw new IllegalStateException("broken off");
                    }))
                    .hasMessage("broken off");

            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.startsWith("case_1"));
            }
        }
    }

    @Test
    void aSubFolderThatWasTakenFromALivingWorkerIsMadeAgainAndLocked() throws IOException {
        try (WorkRoot root = WorkRoot.open(folder)) {
            WorkRoot.remove(folder);

            Path scan = root.filled("case_1", own -> written(own.resolve("ct.nii.gz")));
            WorkRoot.open(folder).close();

            assertThat(scan).exists();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aWorkerWhoseSubFolderIsGoneClosesAllTheSame() {
        WorkRoot root = WorkRoot.open(folder);
        WorkRoot.remove(folder);

        assertThatCode(root::close).doesNotThrowAnyException();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString()).toList();
        }
    }

    private static Path written(Path file) {
        try {
            return Files.writeString(file, "scan");
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
