package org.bactrian.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bactrian.file.WholeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GracefulStopTest {

    @Test
    void workThatNeverEndsIsNotWaitedForWithoutEnd() throws IOException, InterruptedException {
        Process process = started(WorkWithoutEnd.class);
        process.getInputStream().read();

        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void aFileThatIsBeingWrittenWhenASignalComesIsWrittenToItsEnd(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("checkpoint");
        Process process = started(WorkThatSaves.class, file.toString());
        process.getInputStream().read();

        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(file).hasContent("saved");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    private static Process started(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Writes a file for as long as no signal comes, and then to its end. */
    static final class WorkThatSaves {

        /** Long enough for all that a signal sets going. */
        private static final int MORE_MS = 300;

        private WorkThatSaves() {}

        public static void main(String[] arguments) throws IOException {
            try (GracefulStop stop = GracefulStop.listening(Duration.ofMinutes(1))) {
                stop.shouldSaveAndEnd();
                WholeFile.write(Path.of(arguments[0]), out -> {
                    System.out.write('!');
                    System.out.flush();
                    while (!stop.shouldSaveAndEnd()) {
                        Thread.onSpinWait();
                    }
                    LockSupport.parkNanos(Duration.ofMillis(MORE_MS).toNanos());
                    out.write("saved".getBytes(StandardCharsets.UTF_8));
                });
            }
        }
    }

    /** Asks once whether it should end, as work does before its first window, and never again. */
    static final class WorkWithoutEnd {

        private WorkWithoutEnd() {}

        public static void main(String[] arguments) throws InterruptedException {
            GracefulStop stop = GracefulStop.listening(Duration.ofMillis(50));
            stop.shouldSaveAndEnd();
            System.out.write('!');
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }
}
