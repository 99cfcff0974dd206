package org.bactrian.numeric.spline;

/**
 * Turns samples into the coefficients of the cubic B-spline through them, in place: a causal and an anticausal recursive
 * filter, M. Unser, "Splines: a perfect fit for signal and image processing", IEEE Signal Processing Magazine 16(6), 1999,
 * box 2; P. Thevenaz, T. Blu, M. Unser, "Interpolation revisited", IEEE Transactions on Medical Imaging 19(7), 2000.
 *
 * <p>The line is taken to go on for ever with its first and last values. SciPy, whose numbers this reproduces, repeats
 * the edge twelve times and mirrors beyond; what lies that far out counts less than {@code POLE^24 = 2e-14}.
 *
 * <p>Single precision: the filters shrink an error by the pole at every step, so rounding does not add up.
 */
final class Prefilter {

    /** What the coefficients are to be multiplied with; whoever weighs them does it in the weights. */
    static final double GAIN = 6;

    private static final double POLE = Math.sqrt(3) - 2;
    private static final float STEP = (float) POLE;

    private Prefilter() {}

    /**
     * Filters lines side by side.
     *
     * @param lines element {@code i} of lane {@code k} at {@code i * lanes + k}; {@code length * lanes} samples,
     *     overwritten by coefficients without their {@link #GAIN}
     */
    static void apply(float[] lines, int length, int lanes) {
        int last = (length - 1) * lanes;
        float[] lastSample = new float[lanes];
        System.arraycopy(lines, last, lastSample, 0, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            lines[lane] = (float) (lines[lane] / (1 - POLE));
        }
        for (int i = lanes; i < length * lanes; i++) {
            lines[i] += STEP * lines[i - lanes];
        }
        turn(lines, last, lastSample);
        for (int from = last - lanes; from >= 0; from -= lanes) {
            anticausal(lines, from, lanes);
        }
    }

    /** Beyond its end the causally filtered line tends to a limit, geometrically; summed in closed form. */
    private static void turn(float[] lines, int last, float[] lastSample) {
        for (int lane = 0; lane < lastSample.length; lane++) {
            double limit = lastSample[lane] / (1 - POLE);
            double excess = lines[last + lane] - limit;
            lines[last + lane] = (float) (-POLE * (limit / (1 - POLE) + excess / (1 - POLE * POLE)));
        }
    }

    private static void anticausal(float[] lines, int from, int lanes) {
        for (int i = from; i < from + lanes; i++) {
            lines[i] = STEP * (lines[i + lanes] - lines[i]);
        }
    }
}
