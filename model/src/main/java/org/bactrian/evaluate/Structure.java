package org.bactrian.evaluate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is scored: one label, or a region of labels taken together.
 *
 * @param labels the labels that belong to it
 * @param isRegion whether it was named as a list, even of one label
 */
public record Structure(List<Integer> labels, boolean isRegion) {

    public Structure {
        labels = List.copyOf(labels);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("a structure has at least one label");
        }
    }

    /** One label. */
    public static Structure label(int label) {
        return new Structure(List.of(label), false);
    }

    /** Labels taken together. */
    public static Structure region(List<Integer> labels) {
        return new Structure(labels, true);
    }

    /** Whether voxels of a label belong to it. */
    public boolean holds(int label) {
        return labels.contains(label);
    }

    /** Its key in nnU-Net's files: {@code 1}, or for regions as Python writes tuples {@code (1, 2)} and {@code (2,)}. */
    public String key() {
        String listed = labels.stream().map(String::valueOf).collect(Collectors.joining(", "));
        if (!isRegion) {
            return listed;
        }
        return labels.size() == 1 ? "(" + listed + ",)" : "(" + listed + ")";
    }
}
