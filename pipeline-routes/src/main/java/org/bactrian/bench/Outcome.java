package org.bactrian.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What came of measuring one side of a row. */
public sealed interface Outcome {

    /**
     * It was measured.
     *
     * @param wall seconds of each repeat in each process
     * @param cpu seconds of all threads, where they are known
     * @param peakRssMib the largest resident memory of any of the processes, everything in it included
     * @param result what the work made, in a few words
     * @param versions of the libraries that did it, where they tell
     */
    record Measured(
            Seconds wall, Optional<Seconds> cpu, OptionalLong peakRssMib, String result, Map<String, String> versions)
            implements Outcome {

        public Measured {
            versions = Map.copyOf(versions);
        }

        /** Several processes that did the same as one. */
        static Measured merged(List<Measured> runs) {
            List<Double> wall = new ArrayList<>();
            List<Double> cpu = new ArrayList<>();
            Map<String, String> versions = new TreeMap<>();
            for (Measured run : runs) {
                wall.addAll(run.wall.all());
                run.cpu.ifPresent(seconds -> cpu.addAll(seconds.all()));
                versions.putAll(run.versions);
            }
            OptionalLong peak =
                    runs.stream().flatMapToLong(run -> run.peakRssMib.stream()).max();
            return new Measured(
                    Seconds.of(wall),
                    cpu.isEmpty() ? Optional.empty() : Optional.of(Seconds.of(cpu)),
                    peak,
                    runs.get(runs.size() - 1).result,
                    versions);
        }
    }

    /** It failed; the reason names what to look at. */
    record Failed(String reason) implements Outcome {}

    /** What was measured, if it was. */
    default Optional<Measured> measured() {
        return this instanceof Measured measured ? Optional.of(measured) : Optional.empty();
    }

    /** Why it failed, if it did. */
    default Optional<String> failure() {
        return this instanceof Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    /** Processes that did the same as one outcome; failed as soon as one has. */
    static Outcome merged(List<Outcome> runs) {
        for (Outcome run : runs) {
            if (run instanceof Failed) {
                return run;
            }
        }
        return Measured.merged(
                runs.stream().flatMap(run -> run.measured().stream()).toList());
    }
}
