package org.bactrian.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a measurement found, as {@code --json} prints it and {@code --baseline} reads it.
 *
 * @param measured when it was finished
 * @param machine where
 * @param threads of each side
 * @param runs processes of each side of a row
 * @param rows in the order of the table
 */
public record BenchReport(Instant measured, Machine machine, int threads, int runs, List<ReportedRow> rows) {

    public BenchReport {
        rows = List.copyOf(rows);
    }

    /** The versions that the peers' libraries told. */
    Map<String, String> peerVersions() {
        Map<String, String> versions = new TreeMap<>();
        rows.forEach(row -> row.peer().flatMap(Outcome::measured).ifPresent(seen -> versions.putAll(seen.versions())));
        return versions;
    }
}
