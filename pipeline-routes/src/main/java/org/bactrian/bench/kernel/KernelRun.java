package org.bactrian.bench.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.bactrian.bench.process.JavaChild;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs a kernel in a JVM of its own. */
public final class KernelRun {

    private KernelRun() {}

    /**
     * The seconds of one call, averaged over each measured iteration.
     *
     * @param kernel class and method, such as {@code SplineKernel.x}
     * @param threads as many processors as the JVM believes in
     * @return empty where the kernel failed
     * @throws IllegalArgumentException when there is no such kernel
     */
    public static List<Double> seconds(String kernel, int threads) {
        try {
            Path log = Files.createTempFile("bactrian-bench", ".log");
            try {
                return seconds(new Runner(options(kernel, threads, log)).run());
            } finally {
                Files.delete(log);
            }
        } catch (RunnerException refused) {
            throw new IllegalArgumentException(
                    "the kernel %s does not run: %s".formatted(kernel, refused.getMessage()), refused);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep the log of a kernel", failed);
        }
    }

    private static Options options(String kernel, int threads, Path log) {
        return new OptionsBuilder()
                .include("^" + Pattern.quote(KernelRun.class.getPackageName() + "." + kernel) + "$")
                .forks(1)
                .jvmArgs(JavaChild.flags(threads).toArray(String[]::new))
                .verbosity(VerboseMode.SILENT)
                .output(log.toString())
                .build();
    }

    private static List<Double> seconds(Collection<RunResult> results) {
        List<Double> seconds = new ArrayList<>();
        for (RunResult result : results) {
            result.getBenchmarkResults().stream()
                    .flatMap(ofFork -> ofFork.getIterationResults().stream())
                    .forEach(iteration ->
                            seconds.add(iteration.getPrimaryResult().getScore()));
        }
        return seconds;
    }
}
