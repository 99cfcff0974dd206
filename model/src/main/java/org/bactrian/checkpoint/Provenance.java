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
 */
public record Provenance(String bactrianVersion, SortedMap<String, String> facts, SortedMap<String, Double> metrics) {

    public Provenance {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        SortedMap<String, Double> finite = new TreeMap<>(metrics);
        finite.values().removeIf(value -> !Double.isFinite(value));
        metrics = Collections.unmodifiableSortedMap(finite);
    }

    /** The provenance of something this program makes now. */
    public static Provenance of(Map<String, String> facts, Map<String, Double> metrics) {
        return new Provenance(BactrianVersion.current(), new TreeMap<>(facts), new TreeMap<>(metrics));
    }
}
