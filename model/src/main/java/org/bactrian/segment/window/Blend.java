package org.bactrian.segment.window;

import java.util.Arrays;
import java.util.Locale;

/** In what numbers the scores of windows are added up to those of a scan. */
public enum Blend {

    /** 32 bits. */
    FLOAT,

    /**
     * 16 bits (IEEE 754's binary16), rounded at each step where nnU-Net's second version rounds on a processor: for who
     * compares label maps with its own, voxel by voxel. Every network of an ensemble sees the whole scan by itself, and computes
     * in 32 bits unless told otherwise. Nothing changes for models that average probabilities, those of nnU-Net's first
     * version among them, which is not known to round.
     */
    HALF;

    /**
     * The one of a name.
     *
     * @param name {@code float} or {@code half}
     * @throws IllegalArgumentException if it is none of these
     */
    public static Blend of(String name) {
        return Arrays.stream(values())
                .filter(blend -> blend.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("blend must be float or half, got '%s'".formatted(name)));
    }

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
