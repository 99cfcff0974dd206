package org.bactrian.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An earlier report to hold a new one against: our minimum of each row in seconds. */
public record Baseline(Map<String, Double> seconds) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Baseline {
        seconds = Map.copyOf(seconds);
    }

    /**
     * Reads a report that was written with {@code --out}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Baseline read(Path file) {
        try {
            Map<String, Double> seconds = new TreeMap<>();
            for (JsonNode row : JSON.readTree(Files.readAllBytes(file)).path("rows")) {
                JsonNode minimum = row.path("ours").path("wall").path("minimum");
                if (minimum.isNumber()) {
                    seconds.put(row.path("id").asText(), minimum.asDouble());
                }
            }
            if (seconds.isEmpty()) {
                throw new IllegalArgumentException("the baseline %s holds no measured rows".formatted(file));
            }
            return new Baseline(seconds);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read the baseline " + file, unreadable);
        }
    }

    /** The rows, each beside its earlier minimum where it has one. */
    public List<ReportedRow> beside(List<ReportedRow> rows) {
        return rows.stream()
                .map(row -> Optional.ofNullable(seconds.get(row.id()))
                        .map(row::against)
                        .orElse(row))
                .toList();
    }
}
