package org.bactrian.numeric.spline;

/**
 * Turns lines of a volume into lines of another length, {@link #LANES} at a time: element {@code i} of lane {@code k}
 * lies at {@code [i * LANES + k]}, so that the loop over lanes is contiguous whatever the axis. Used by many threads at
 * once; each brings its own arrays.
 */
interface LineKernel {

    /** Lines done at a time: two cache lines of floats, and a whole number of vector registers. */
    int LANES = 32;

    /** Elements of a line that comes in. */
    int inputLength();

    /** Elements of a line that goes out. */
    int outputLength();

    /** Copies of the first and of the last element wanted before and after the line. */
    int margin();

    /**
     * Does the lines.
     *
     * @param input {@code margin + inputLength + margin} elements a lane; may be overwritten
     * @param output {@code outputLength} elements a lane, to be written
     */
    void apply(double[] input, double[] output);
}
