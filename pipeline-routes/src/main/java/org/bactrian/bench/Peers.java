package org.bactrian.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bactrian.bench.Outcome.Failed;
import org.bactrian.bench.Outcome.Measured;
import org.bactrian.bench.process.ChildProcess;
import org.bactrian.bench.process.Finished;

/**
 * The peers: scripts that time what Python's libraries take for the same work.
 *
 * @param scripts the folder they lie in
 * @param python the interpreter of the environment that the libraries are installed in
 */
public record Peers(Path scripts, Path python) {

    /** What each library that may take part reads the number of its threads from. */
    private static final List<String> THREADS = List.of(
            "PEERS_THREADS",
            "OMP_NUM_THREADS",
            "MKL_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS");

    /** What the launcher sets for Bactrian's own engine; peers run as their users start them. */
    static final Set<String> OF_LAUNCHER = Set.of(
            "OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "MALLOC_ARENA_MAX", "MALLOC_MMAP_MAX_", "MALLOC_TRIM_THRESHOLD_");

    /** Runs a script in a process of its own. */
    Outcome measure(PeerScript script, int threads, Duration limit) throws InterruptedException {
        Path file = scripts.resolve(script.script());
        if (!Files.isRegularFile(file)) {
            return new Failed("there is no script " + script.script());
        }
        List<String> command = new ArrayList<>(List.of(python.toString(), file.toString()));
        command.addAll(script.arguments());
        Map<String, String> environment = new HashMap<>();
        THREADS.forEach(name -> environment.put(name, Integer.toString(threads)));
        return outcome(script, new ChildProcess(command, environment, OF_LAUNCHER, limit).run());
    }

    static Outcome outcome(PeerScript script, Finished finished) {
        if (!finished.succeeded()) {
            return new Failed(finished.reason());
        }
        Optional<PeerLine> line = PeerLine.of(finished.out());
        if (line.isEmpty()) {
            return new Failed("%s printed no line of JSON".formatted(script.script()));
        }
        return script.part()
                .map(part -> ofPart(script, part, line.get()))
                .orElseGet(() -> told(Workbench.measured(finished), line.get()));
    }

    private static Outcome ofPart(PeerScript script, String part, PeerLine line) {
        Optional<Double> wall = line.wallSeconds(part);
        if (wall.isEmpty()) {
            return new Failed("%s told of no part %s; its parts: %s".formatted(script.script(), part, line.parts()));
        }
        Optional<Seconds> cpu = line.cpuSeconds(part).map(seconds -> Seconds.of(List.of(seconds)));
        return told(new Measured(Seconds.of(List.of(wall.get())), cpu, OptionalLong.empty(), "", Map.of()), line);
    }

    /** Adds what the script itself says: its peak, its result, its libraries. */
    private static Measured told(Measured seen, PeerLine line) {
        OptionalLong peak = line.peakRssMib().map(OptionalLong::of).orElse(seen.peakRssMib());
        return new Measured(seen.wall(), seen.cpu(), peak, line.result(), line.versions());
    }
}
