package org.bactrian.torchscript;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** How deep the lists, dictionaries and objects of a pickle lie in each other: the engine frees them by recursion. */
final class Nesting {

    /** Modules lie in each other ten or twenty deep. */
    private static final int DEEPEST = 500;

    private final IdentityHashMap<Object, Integer> depths = new IdentityHashMap<>();
    private final Set<Object> held = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A list, a dictionary or an object that holds nothing yet. */
    Object empty() {
        Object container = new Object();
        depths.put(container, 1);
        return container;
    }

    /** Whether it was made here. */
    boolean isContainer(Object value) {
        return depths.containsKey(value);
    }

    /**
     * Puts values into a container.
     *
     * @return whether a program has that: no container deeper than any, nor one that grows once it lies in another
     */
    boolean put(Object container, List<?> values) {
        int before = depths.getOrDefault(container, 1);
        int depth = before;
        for (Object value : values) {
            if (isContainer(value)) {
                held.add(value);
                depth = Math.max(depth, depths.getOrDefault(value, 0) + 1);
            }
        }
        depths.put(container, depth);
        return depth <= DEEPEST && (depth == before || !held.contains(container));
    }
}
