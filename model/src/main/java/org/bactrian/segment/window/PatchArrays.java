package org.bactrian.segment.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Arrays for patches and their scores, lent and used again. New ones for every window would be garbage of many megabytes, which
 * keeps the cores from the network while it is collected. For one thread.
 */
final class PatchArrays {

    private final Set<float[]> lent = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<float[]> free = new ArrayList<>();

    /** An array of so many values, whatever they are. */
    float[] lend(int length) {
        Optional<float[]> used =
                free.stream().filter(array -> array.length == length).findFirst();
        used.ifPresent(free::remove);
        float[] array = used.orElseGet(() -> new float[length]);
        lent.add(array);
        return array;
    }

    /** Takes back what nobody reads any more; arrays that were not lent here are left alone. */
    void takeBack(float[] array) {
        if (lent.remove(array)) {
            free.add(array);
        }
    }
}
