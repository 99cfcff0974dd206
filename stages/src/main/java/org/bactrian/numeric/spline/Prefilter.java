package org.bactrian.numeric.spline;

import static org.bactrian.numeric.spline.LineKernel.LANES;

/**
 * Turns samples into the coefficients of the cubic B-spline through them, in place: a causal and an anticausal recursive
 * filter, M. Unser, "Splines: a perfect fit for signal and image processing", IEEE Signal Processing Magazine 16(6), 1999,
 * box 2; P. Thevenaz, T. Blu, M. Unser, "Interpolation revisited", IEEE Transactions on Medical Imaging 19(7), 2000.
 *
 * <p>The line is taken to go on for ever with its first and last values. SciPy, whose numbers this reproduces, repeats
 * the edge twelve times and mirrors beyond; what lies that far out counts less than {@code POLE^24 = 2e-14}.
 */
final class Prefilter {

    private static final double POLE = Math.sqrt(3) - 2;

    /** Makes the two filters together leave a constant line as it is. */
    private static final double GAIN = (1 - POLE) * (1 - 1 / POLE);

    private Prefilter() {}

    /**
     * Filters {@link LineKernel#LANES} lines at once.
     *
     * @param lines {@code length * LANES} samples, overwritten by coefficients
     */
    static void apply(double[] lines, int length) {
        double[] lastSample = new double[LANES];
        System.arraycopy(lines, (length - 1) * LANES, lastSample, 0, LANES);
        causal(lines, length);
        anticausal(lines, length, lastSample);
    }

    private static void causal(double[] lines, int length) {
        for (int lane = 0; lane < LANES; lane++) {
            lines[lane] *= GAIN / (1 - POLE);
        }
        for (int i = LANES; i < length * LANES; i++) {
            lines[i] = GAIN * lines[i] + POLE * lines[i - LANES];
        }
    }

    private static void anticausal(double[] lines, int length, double[] lastSample) {
        int last = (length - 1) * LANES;
        for (int lane = 0; lane < LANES; lane++) {
            // Beyond the end the causal filter tends to this limit, geometrically; summed in closed form.
            double limit = GAIN * lastSample[lane] / (1 - POLE);
            double excess = lines[last + lane] - limit;
            lines[last + lane] = -POLE * (limit / (1 - POLE) + excess / (1 - POLE * POLE));
        }
        for (int i = last - 1; i >= 0; i--) {
            lines[i] = POLE * (lines[i + LANES] - lines[i]);
        }
    }
}
