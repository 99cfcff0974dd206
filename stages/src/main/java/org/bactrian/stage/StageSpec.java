package org.bactrian.stage;

import java.util.Map;

/**
 * One line of a pipeline's configuration: a stage by name, and its settings as they were read (numbers, strings,
 * booleans, lists of these).
 */
public record StageSpec(String stage, Map<String, Object> settings) {

    public StageSpec {
        settings = Map.copyOf(settings);
    }

    /** A stage with its default settings. */
    public static StageSpec of(String stage) {
        return new StageSpec(stage, Map.of());
    }
}
