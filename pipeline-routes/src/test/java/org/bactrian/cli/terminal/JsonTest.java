package org.bactrian.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {

    record Told(String name, Optional<String> nothing, double number, Map<String, Double> more, Instant time) {}

    @Test
    void whatIsNoNumberOrNotThereIsNull() {
        Told told = new Told(
                "a", Optional.empty(), Double.NaN, Map.of("dice", Double.NaN), Instant.parse("2026-01-31T08:00:00Z"));

        String json = Json.of(told).replaceAll("\\s", "");

        assertThat(json)
                .isEqualTo("{\"name\":\"a\",\"nothing\":null,\"number\":null,\"more\":{\"dice\":null},"
                        + "\"time\":\"2026-01-31T08:00:00Z\"}");
    }

    @Test
    void aListIsAnArray() {
        String json = Json.of(List.of(0.5, 2));

        assertThat(json).isEqualTo("[ 0.5, 2 ]");
    }
}
