package org.bactrian.volume;

/** Changes intensities one by one, such as a clip: what becomes of one depends on nothing but itself. Pure. */
@FunctionalInterface
public interface IntensityMap {

    /** Replaces the intensities from {@code start} (inclusive) to {@code end} (exclusive). */
    void apply(float[] intensities, int start, int end);
}
