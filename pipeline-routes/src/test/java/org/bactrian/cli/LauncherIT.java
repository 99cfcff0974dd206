package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.embedded.EmbeddedServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {

    private final Path folder;

    LauncherIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void runsThroughLinksFromAFolderWithSpacesAndReadsPathsFromThere() throws IOException, InterruptedException {
        Path here = Files.createDirectory(folder.resolve("a folder"));
        Path launcher = EmbeddedServers.atHome().home().resolve("bactrian");
        Path link = Files.createSymbolicLink(folder.resolve("link"), launcher);
        Files.createSymbolicLink(here.resolve("bactrian"), Path.of("../link"));
        assertThat(link).isSymbolicLink();
        Scans.image(here.resolve("my scan.nii.gz"), Scans.grid(6, 5, 4));

        Run run = launched(here, "./bactrian", "inspect", "my scan.nii.gz");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("file         my scan.nii.gz").contains("6 x 5 x 4");
    }

    @Test
    void handsTheExitCodeOn() throws IOException, InterruptedException {
        String launcher = EmbeddedServers.atHome().home().resolve("bactrian").toString();

        Run run = launched(folder, launcher, "inspect", "nowhere.nii.gz");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("there is no file or folder nowhere.nii.gz");
    }

    private static Run launched(Path where, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(where, "out", ".txt");
        Path err = Files.createTempFile(where, "err", ".txt");
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(where.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int exitCode = process.waitFor();
        return new Run(
                exitCode, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
