package org.bactrian.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class GracefulStopTest {

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void workThatNeverEndsIsNotWaitedForWithoutEnd() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), WorkWithoutEnd.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getInputStream().read();

        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
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
