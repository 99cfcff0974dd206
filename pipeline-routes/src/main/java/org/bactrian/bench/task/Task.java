package org.bactrian.bench.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Work that can be done again and again. */
@FunctionalInterface
public interface Task {

    /** What a task is called by, and how the words behind its name make it. */
    Map<String, Function<List<String>, Task>> KNOWN = Map.of(
            "read",
            words -> new ReadScan(Path.of(words.get(0))),
            "preprocess",
            PreprocessScan::of,
            "export",
            ExportScores::of,
            "components",
            words -> new FindComponents(Path.of(words.get(0))),
            "score",
            words -> ScorePatch.of(words.get(0)),
            "surfaces",
            words -> MeasureSurfaces.of(Path.of(words.get(0)), Path.of(words.get(1))));

    /**
     * Does the work once.
     *
     * @return tells what came out in a few words, such as its size, when no clock runs any more
     */
    Supplier<String> run();

    /**
     * The task of these words: its name, then what it works on.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    static Task of(List<String> words) {
        Function<List<String>, Task> make = KNOWN.get(words.get(0));
        if (make == null) {
            Set<String> names = new TreeSet<>(KNOWN.keySet());
            throw new IllegalArgumentException("no task is called %s; known: %s".formatted(words.get(0), names));
        }
        return make.apply(words.subList(1, words.size()));
    }
}
