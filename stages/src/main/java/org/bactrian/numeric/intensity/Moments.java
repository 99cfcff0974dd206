package org.bactrian.numeric.intensity;

import java.util.function.IntPredicate;

/**
 * Mean and population deviation of intensities, summed in double precision.
 *
 * @param mean in the unit of the image
 * @param deviation likewise; 0 for no voxels
 */
record Moments(double mean, double deviation) {

    static Moments of(float[] voxels, IntPredicate counts) {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < voxels.length; i++) {
            if (counts.test(i)) {
                sum += voxels[i];
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        double squares = 0;
        for (int i = 0; i < voxels.length; i++) {
            if (counts.test(i)) {
                squares += (voxels[i] - mean) * (voxels[i] - mean);
            }
        }
        return new Moments(mean, count == 0 ? 0 : Math.sqrt(squares / count));
    }
}
