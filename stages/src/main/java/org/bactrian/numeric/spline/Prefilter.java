package org.bactrian.numeric.spline;

import static org.bactrian.numeric.spline.LineResize.LANES;

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
     * Filters {@link LineResize#LANES} lines side by side.
     *
     * @param lines {@code length * LANES} samples, overwritten by coefficients without their {@link #GAIN}
     */
    static void apply(float[] lines, int length) {
        int last = (length - 1) * LANES;
        float[] lastSample = new float[LANES];
        System.arraycopy(lines, last, lastSample, 0, LANES);
        for (int lane = 0; lane < LANES; lane++) {
            lines[lane] = (float) (lines[lane] / (1 - POLE));
        }
        causal(lines, length * LANES);
        turn(lines, last, lastSample);
        anticausal(lines, last);
    }

    /** One long loop over elements a fixed distance apart, which compilers turn into vectors; so is the next one. */
    private static void causal(float[] lines, int end) {
        for (int i = LANES; i < end; i++) {
            lines[i] += STEP * lines[i - LANES];
        }
    }

    private static void anticausal(float[] lines, int last) {
        for (int i = last - 1; i >= 0; i--) {
            lines[i] = STEP * (lines[i + LANES] - lines[i]);
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
}
