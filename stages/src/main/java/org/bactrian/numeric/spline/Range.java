package org.bactrian.numeric.spline;

/**
 * From the smallest to the largest of some intensities.
 *
 * @param lowest above {@code highest} where there are none
 */
record Range(float lowest, float highest) {

    /** Of no intensities at all. */
    static final Range EMPTY = new Range(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

    /**
     * The range of these and of some lanes of lines.
     *
     * @param start where element 0 of lane 0 lies
     */
    Range with(float[] lines, int start, int length, int lanes) {
        float low = lowest;
        float high = highest;
        for (int from = start; from < start + length * LineResize.LANES; from += LineResize.LANES) {
            for (int i = from; i < from + lanes; i++) {
                low = Math.min(low, lines[i]);
                high = Math.max(high, lines[i]);
            }
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
