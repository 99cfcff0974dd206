package org.bactrian.checkpoint.pickle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dictionary that a pickle builds. Keys are texts, numbers and truth values, or tuples of these, which become texts. */
public final class PickledMap {

    private static final int LONGEST_TUPLE = 16;

    private final Map<Object, Object> entries = new LinkedHashMap<>();

    PickledMap() {}

    /** Keys and values in turn. */
    void putAll(List<Object> items) {
        if (items.size() % 2 != 0) {
            throw new IllegalArgumentException("a dictionary needs a value for each key");
        }
        for (int i = 0; i < items.size(); i += 2) {
            entries.put(key(items.get(i)), items.get(i + 1));
        }
    }

    /** The entries in their order; not for changing. */
    public Map<Object, Object> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** A value by its key; {@code None} counts as absent. */
    public Optional<Object> get(Object key) {
        return Optional.ofNullable(entries.get(key)).filter(value -> value != Nothing.NONE);
    }

    @Override
    public String toString() {
        return "a dictionary of " + entries.size();
    }

    private static Object key(Object key) {
        if (key instanceof String || key instanceof Number || key instanceof Boolean || key == Nothing.NONE) {
            return key;
        }
        if (key instanceof List<?> tuple
                && tuple.size() <= LONGEST_TUPLE
                && tuple.stream().allMatch(item -> item instanceof String || item instanceof Number)) {
            return String.valueOf(List.copyOf(tuple));
        }
        throw new IllegalArgumentException(
                "a dictionary has a key of type " + key.getClass().getSimpleName());
    }
}
