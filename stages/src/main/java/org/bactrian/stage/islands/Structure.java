package org.bactrian.stage.islands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Which labels make a structure; none named means every label but the background. */
record Structure(Optional<List<Integer>> labels) {

    /**
     * Checks the setting {@code labels} of a stage.
     *
     * @throws IllegalArgumentException when it is empty or names the background
     */
    static void requireLabels(Optional<List<Integer>> labels) {
        labels.ifPresent(named -> {
            if (named.isEmpty() || named.stream().anyMatch(label -> label < 1)) {
                throw new IllegalArgumentException("labels must be 1 or more, and at least one, got " + named);
            }
        });
    }

    /** Tells by its label whether a voxel belongs to it. */
    IntPredicate belongs() {
        if (labels.isEmpty()) {
            return label -> label > 0;
        }
        List<Integer> named = new ArrayList<>(labels.get());
        return named.size() == 1 ? only(named.get(0)) : named::contains;
    }

    private static IntPredicate only(int label) {
        return other -> other == label;
    }
}
