package org.bactrian.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The line of JSON that a peer's script prints last: {@code parts} with {@code wall_s} and {@code cpu_s} of each,
 * {@code rss_mb} of the process, {@code versions}, and whatever else it found.
 */
final class PeerLine {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> RESULTS = List.of("shape", "mean", "components", "dice", "surface_dice", "hd95");

    private final JsonNode line;

    private PeerLine(JsonNode line) {
        this.line = line;
    }

    /** The last line of what a script printed that is JSON; empty where there is none. */
    static Optional<PeerLine> of(String printed) {
        return printed.lines()
                .filter(line -> line.startsWith("{"))
                .reduce((earlier, later) -> later)
                .flatMap(PeerLine::parsed)
                .map(PeerLine::new);
    }

    /** The wall seconds of a part. */
    Optional<Double> wallSeconds(String part) {
        return number(line.path("parts").path(part).path("wall_s"));
    }

    /** The CPU seconds of a part, all threads. */
    Optional<Double> cpuSeconds(String part) {
        return number(line.path("parts").path(part).path("cpu_s"));
    }

    /** The largest resident memory of the process in MiB. */
    Optional<Long> peakRssMib() {
        return number(line.path("rss_mb")).map(Math::round);
    }

    /** The names of the parts. */
    List<String> parts() {
        List<String> names = new ArrayList<>();
        line.path("parts").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Versions of the libraries that took part. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        line.path("versions").properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                versions.put(entry.getKey(), entry.getValue().asText());
            }
        });
        return versions;
    }

    /** What came out, such as {@code shape [93,247,247], mean -0.35}. */
    String result() {
        List<String> found = new ArrayList<>();
        for (String name : RESULTS) {
            JsonNode value = line.path(name);
            if (!value.isMissingNode()) {
                found.add(name + " " + value);
            }
        }
        return String.join(", ", found);
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    private static Optional<Double> number(JsonNode node) {
        return node.isNumber() ? Optional.of(node.asDouble()) : Optional.empty();
    }
}
