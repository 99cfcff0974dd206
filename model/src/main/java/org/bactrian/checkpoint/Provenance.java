package org.bactrian.checkpoint;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a model comes from. It holds nothing that changes from run to run, such as dates or folders.
 *
 * @param bactrianVersion the program that made the bundle
 * @param facts what was done, by name: dataset, number of cases, epochs, seed, ...
 * @param metrics how well it did, by name; only finite numbers
 * @param sources the files that it was read from, where another program has trained it
 */
public record Provenance(
        String bactrianVersion,
        SortedMap<String, String> facts,
        SortedMap<String, Double> metrics,
        SourceFiles sources) {

    public Provenance {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        SortedMap<String, Double> finite = new TreeMap<>(metrics);
        finite.values().removeIf(value -> !Double.isFinite(value));
        metrics = Collections.unmodifiableSortedMap(finite);
    }

    /** The provenance of something this program makes now. */
    public static Provenance of(Map<String, String> facts, Map<String, Double> metrics) {
        return new Provenance(
                BactrianVersion.current(), new TreeMap<>(facts), new TreeMap<>(metrics), SourceFiles.NONE);
    }

    /** The provenance of something that is read from files of another program. */
    public static Provenance of(Map<String, String> facts, SourceFiles sources) {
        return new Provenance(BactrianVersion.current(), new TreeMap<>(facts), new TreeMap<>(), sources);
    }
}
