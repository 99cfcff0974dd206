package org.bactrian.stage;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a pipeline's configuration: a stage by name, and its settings as they were read (numbers, strings,
 * booleans, lists of these). Settings keep the order of their names, so that equal lines print alike.
 */
public record StageSpec(String stage, Map<String, Object> settings) {

    public StageSpec {
        settings = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(settings)));
    }

    /** A stage with its default settings. */
    public static StageSpec of(String stage) {
        return new StageSpec(stage, Map.of());
    }

    /**
     * The settings as the record of a stage's; what is not said has its default.
     *
     * @throws IllegalArgumentException listing the settings that the record does not have, or not with such values
     */
    public <C extends Record> C settingsAs(Class<C> configType) {
        return Settings.bind(settings, configType);
    }
}
