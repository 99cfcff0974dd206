package org.bactrian.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bactrian.bench.Outcome.Failed;
import org.bactrian.bench.Outcome.Measured;
import org.bactrian.bench.kernel.KernelRun;
import org.bactrian.bench.process.ChildProcess;
import org.bactrian.bench.process.Finished;
import org.bactrian.bench.process.JavaChild;
import org.bactrian.bench.task.Repeats;
import org.bactrian.bench.task.Repetition;
import org.bactrian.bench.task.Timings;

/** What Bactrian does in a row, and how it is measured: always in a fresh process. */
public sealed interface Work permits Work.InOneJvm, Work.WholeProcess, Work.Kernel, WholeCase {

    /** Does it once, in a process of its own. */
    Outcome measure(Workbench bench) throws InterruptedException;

    /** A task in one warmed JVM, repeated; the peak is that of the whole JVM. */
    record InOneJvm(List<String> task, Repeats repeats) implements Work {

        public InOneJvm {
            task = List.copyOf(task);
        }

        @Override
        public Outcome measure(Workbench bench) throws InterruptedException {
            try {
                Path file = Files.createTempFile("bactrian-bench", ".json");
                try {
                    List<String> arguments = Repetition.arguments(file, repeats, task);
                    List<String> command = JavaChild.command(Repetition.class, arguments, bench.threads());
                    Finished finished = new ChildProcess(command, Map.of(), bench.limit()).run();
                    return finished.succeeded() ? measured(Repetition.read(file)) : new Failed(finished.reason());
                } finally {
                    Files.delete(file);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot keep what a child JVM measures", failed);
            }
        }

        private static Measured measured(Timings seen) {
            return new Measured(
                    Seconds.of(seen.wallSeconds()),
                    Optional.of(Seconds.of(seen.cpuSeconds())),
                    seen.peakRssMib(),
                    seen.result(),
                    Map.of());
        }
    }

    /** A whole cold process: the launcher with a verb. */
    record WholeProcess(List<String> arguments) implements Work {

        public WholeProcess {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Outcome measure(Workbench bench) throws InterruptedException {
            List<String> command = new ArrayList<>(List.of(bench.launcher().toString()));
            command.addAll(arguments);
            Finished finished = new ChildProcess(command, bench.launcherEnvironment(), bench.limit()).run();
            return finished.succeeded() ? Workbench.measured(finished) : new Failed(finished.reason());
        }
    }

    /** A kernel, measured by JMH, which tells the time alone. */
    record Kernel(String name) implements Work {

        @Override
        public Outcome measure(Workbench bench) {
            List<Double> seconds = KernelRun.seconds(name, bench.threads());
            return seconds.isEmpty()
                    ? new Failed("the kernel %s failed".formatted(name))
                    : new Measured(Seconds.of(seconds), Optional.empty(), OptionalLong.empty(), "", Map.of());
        }
    }
}
