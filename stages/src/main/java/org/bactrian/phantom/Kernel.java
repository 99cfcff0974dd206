package org.bactrian.phantom;

import org.bactrian.volume.Index3;

/**
 * The reconstruction kernel of the scanner: it blurs the image and its noise alike, so that the noise of neighbouring
 * voxels of a slice is correlated.
 *
 * @param middle the weight of the middle of three taps along x and along y
 */
record Kernel(double middle) {

    /** The sum of four uniform numbers in [0, 1) has this standard deviation. */
    private static final double FOUR_UNIFORM_DEVIATION = Math.sqrt(4.0 / 12);

    private static final double TO_UNIT = 1.0 / 0x10000;

    /**
     * Adds noise to a slice and blurs both.
     *
     * @param deviation of the noise after blurring, Hounsfield units
     */
    void apply(float[] slice, Index3 size, double deviation, Chance chance) {
        double side = 0.5 * (1 - middle);
        double kept = middle * middle + 2 * side * side;
        double amplitude = deviation / kept / FOUR_UNIFORM_DEVIATION;
        for (int i = 0; i < slice.length; i++) {
            slice[i] += (float) (amplitude * (fourUniform(chance.bits()) - 2));
        }
        for (int y = 0; y < size.y(); y++) {
            blur(slice, y * size.x(), 1, size.x());
        }
        for (int x = 0; x < size.x(); x++) {
            blur(slice, x, size.x(), size.y());
        }
    }

    /** Nearly Gaussian noise from one random number: the sum of its four quarters. */
    private static double fourUniform(long bits) {
        long sum = (bits & 0xffff) + ((bits >>> 16) & 0xffff) + ((bits >>> 32) & 0xffff) + (bits >>> 48);
        return sum * TO_UNIT;
    }

    private void blur(float[] slice, int start, int stride, int length) {
        double side = 0.5 * (1 - middle);
        float before = slice[start];
        for (int i = 0; i < length; i++) {
            int at = start + i * stride;
            float here = slice[at];
            float after = i + 1 < length ? slice[at + stride] : here;
            slice[at] = (float) (middle * here + side * (before + after));
            before = here;
        }
    }
}
