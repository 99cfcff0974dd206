package org.bactrian.numeric.spline;

/**
 * From the smallest to the largest of some intensities.
 *
 * @param lowest above {@code highest} where there are none
 */
record Range(float lowest, float highest) {

    /** Of no intensities at all. */
    static final Range EMPTY = new Range(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

    /** The range of these and of intensities of an array, from {@code start} (inclusive) to {@code end} (exclusive). */
    Range with(float[] intensities, int start, int end) {
        float low = lowest;
        float high = highest;
        for (int i = start; i < end; i++) {
            low = Math.min(low, intensities[i]);
            high = Math.max(high, intensities[i]);
        }
        return new Range(low, high);
    }

    /** The range of both. */
    Range with(Range other) {
        return new Range(Math.min(lowest, other.lowest), Math.max(highest, other.highest));
    }

    /** Brings intensities into the range. */
    void clip(float[] intensities, int start, int end) {
        float low = lowest;
        float high = highest;
        for (int i = start; i < end; i++) {
            intensities[i] = Math.min(high, Math.max(low, intensities[i]));
        }
    }
}
