package org.bactrian.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A program that is run once and measured from outside. One at a time: CPU seconds are the difference of what the kernel
 * books on all ended children.
 *
 * @param command the program and its arguments
 * @param environment what is set beside the environment of this process
 * @param unset variables of the environment of this process that it does not get
 * @param limit the process is ended after this time
 */
public record ChildProcess(List<String> command, Map<String, String> environment, Set<String> unset, Duration limit) {

    private static final long ASK_MILLIS = 5;
    private static final int EXIT_CODE_OF_TIMEOUT = 124;
    private static final double NANOS = 1e9;

    public ChildProcess {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        unset = Set.copyOf(unset);
    }

    /** One that gets the whole environment of this process. */
    public ChildProcess(List<String> command, Map<String, String> environment, Duration limit) {
        this(command, environment, Set.of(), limit);
    }

    /**
     * Runs it to its end.
     *
     * @throws UncheckedIOException when there is no such program
     */
    public Finished run() throws InterruptedException {
        try {
            Path out = Files.createTempFile("bactrian-bench", ".out");
            Path err = Files.createTempFile("bactrian-bench", ".err");
            try {
                return run(out, err);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot run " + command.get(0), refused);
        }
    }

    private Finished run(Path out, Path err) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(unset);
        builder.environment().putAll(environment);
        OptionalDouble before = KernelAccounts.endedChildrenCpuSeconds();
        long start = System.nanoTime();
        Process process = builder.start();
        OptionalLong peak = untilItEnds(process, start);
        double wall = (System.nanoTime() - start) / NANOS;
        OptionalDouble after = KernelAccounts.endedChildrenCpuSeconds();
        OptionalDouble cpu = before.isPresent() && after.isPresent()
                ? OptionalDouble.of(after.getAsDouble() - before.getAsDouble())
                : OptionalDouble.empty();
        boolean late = wall > limit.toNanos() / NANOS;
        String note = late ? "%nended after the limit of %d s".formatted(limit.toSeconds()) : "";
        return new Finished(
                late ? EXIT_CODE_OF_TIMEOUT : process.exitValue(), wall, cpu, peak, read(out), read(err) + note);
    }

    /** Waits, asking for the peak again and again; whoever interrupts or stops this process stops the child too. */
    private OptionalLong untilItEnds(Process process, long start) throws InterruptedException {
        Thread stop = new Thread(process::destroy, "stop-" + process.pid());
        Runtime.getRuntime().addShutdownHook(stop);
        OptionalLong peak = OptionalLong.empty();
        try {
            while (!process.waitFor(ASK_MILLIS, TimeUnit.MILLISECONDS)) {
                OptionalLong now = KernelAccounts.peakRssMib(process.pid());
                peak = now.isPresent() ? now : peak;
                if (System.nanoTime() - start > limit.toNanos()) {
                    process.destroyForcibly().waitFor();
                }
            }
            return peak;
        } finally {
            process.destroy();
            Runtime.getRuntime().removeShutdownHook(stop);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
