package org.bactrian.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.bench.Outcome.Measured;
import org.bactrian.bench.process.Finished;
import org.bactrian.bench.process.JavaChild;

/**
 * Under what conditions work is done.
 *
 * @param threads for each side
 * @param launcher the program {@code bactrian}
 * @param limit after which a process is ended and its row has failed
 */
public record Workbench(int threads, Path launcher, Duration limit) {

    private static final String JAVA_OPTIONS = "BACTRIAN_JAVA_OPTIONS";

    /** Tells the launcher's JVM how many processors to use; what the user sets there stays. */
    Map<String, String> launcherEnvironment() {
        String set = Optional.ofNullable(System.getenv(JAVA_OPTIONS)).orElse("");
        return Map.of(
                JAVA_OPTIONS,
                "%s %s".formatted(set, JavaChild.processors(threads)).strip());
    }

    /** A whole process as the outcome. */
    static Measured measured(Finished finished) {
        return new Measured(
                Seconds.of(List.of(finished.wallSeconds())),
                finished.cpuSeconds().stream()
                        .boxed()
                        .map(seconds -> Seconds.of(List.of(seconds)))
                        .findFirst(),
                finished.peakRssMib(),
                lastLine(finished.out()),
                Map.of());
    }

    /** Folders are left out: they are those of this machine, and of this measurement. */
    private static String lastLine(String text) {
        return text.lines()
                .reduce((earlier, later) -> later)
                .map(line -> line.strip().replaceAll("\\S*/", ""))
                .orElse("");
    }
}
