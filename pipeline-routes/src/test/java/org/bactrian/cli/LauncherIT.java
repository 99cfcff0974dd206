package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.embedded.EmbeddedServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void numbersInFilesHaveTheSameDigitsInEveryLanguage() throws IOException, InterruptedException {
        String launcher = EmbeddedServers.atHome().home().resolve("bactrian").toString();
        String arabic = "BACTRIAN_JAVA_OPTIONS=-Duser.language=ar -Duser.country=EG";

        Run run = launched(
                folder, "env", arabic, launcher, "phantom", "--out", "phantoms", "--count", "1", "--seed", "1");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(folder.resolve("phantoms/dataset.json")).content().contains("\"numTraining\": 1,");
        assertThat(folder.resolve("phantoms/imagesTr/phantom_0000_0000.nii.gz")).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "17, no",
        "17.0.8, no",
        "17.0.8.1, no",
        "17.0.9, yes",
        "17.0.15, yes",
        "18.0.2, no",
        "20.0.1, no",
        "21, no",
        "21.0.1, yes",
        "22-ea, yes",
        "26.0.1, yes"
    })
    void asksEveryJavaThatKnowsHowToGiveMemoryBack(String version, String knows)
            throws IOException, InterruptedException {
        Run run = launchedByJava(version, true);

        assertThat(run.out())
                .as(run.err())
                .startsWith("by Java " + version + ":")
                .contains("org.bactrian.cli.Bactrian --version");
        assertThat(run.out().contains("TrimNativeHeapInterval")).isEqualTo(knows.equals("yes"));
    }

    @Test
    void asksJavaForItsVersionWhereNoFileTellsIt() throws IOException, InterruptedException {
        Run run = launchedByJava("17.0.9", false);

        assertThat(run.out()).contains("TrimNativeHeapInterval").contains("org.bactrian.cli.Bactrian --version");
    }

    @Test
    void passesOverAJavaThatIsTooOld() throws IOException, InterruptedException {
        Run run = launchedByJava("11.0.20", true);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("bactrian ").doesNotContain("by Java 11.0.20");
    }

    /** Runs the launcher with a stand-in for Java, which prints its arguments. */
    private Run launchedByJava(String version, boolean withRelease) throws IOException, InterruptedException {
        String launcher = EmbeddedServers.atHome().home().resolve("bactrian").toString();
        // With a real one first, so that the archive of its classes is there.
        launched(folder, launcher, "--version");
        Path home = folder.resolve("java");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                [ "$1" != -version ] || { echo 'openjdk version "%1$s"' >&2; exit; }
                echo "by Java %1$s: $@"
                """.formatted(version));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        if (withRelease) {
            Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        }
        String path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
        return launched(folder, "env", "JAVA_HOME=" + home, "PATH=" + path, launcher, "--version");
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
