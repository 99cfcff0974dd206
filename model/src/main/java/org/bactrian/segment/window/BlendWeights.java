package org.bactrian.segment.window;

import org.bactrian.numeric.spline.Half;
import org.bactrian.volume.Index3;

/**
 * How much a voxel's place in its window counts: a Gaussian with its peak at voxel {@code patch / 2} and a sigma of an
 * eighth of the patch (Isensee et al., Nature Methods 2021: a network sees most around its centre). In three dimensions
 * the weight is the product of the three axes' weights.
 */
final class BlendWeights {

    private static final double SIGMAS_IN_PATCH = 8;

    /** The peak where weights are kept in half precision. */
    private static final double HALF_PEAK = 10;

    private BlendWeights() {}

    /** The weights along one axis; the peak is 1, the corner e^-8. */
    static double[] along(int patch) {
        double[] weights = new double[patch];
        for (int i = 0; i < patch; i++) {
            double distance = (i - patch / 2) * SIGMAS_IN_PATCH / patch;
            weights[i] = Math.exp(-distance * distance / 2);
        }
        return weights;
    }

    /** The weights of a patch, x fastest, in single precision, as nnU-Net's first version has them. */
    static float[] single(Index3 patch) {
        return product(patch, weight -> (float) weight);
    }

    /**
     * The weights of a patch, x fastest, in half precision, as nnU-Net's second version has them. What is too small for half
     * precision becomes the smallest weight there is: towards the corners of windows all count alike. As torch does, weights
     * are rounded to single precision first, which now and then makes a tie that goes the other way.
     */
    static float[] half(Index3 patch) {
        float[] weights = product(patch, weight -> Half.rounded((float) (HALF_PEAK * weight)));
        float smallest = Float.POSITIVE_INFINITY;
        for (float weight : weights) {
            smallest = weight > 0 ? Math.min(smallest, weight) : smallest;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.max(weights[i], smallest);
        }
        return weights;
    }

    /** A weight in another precision. */
    private interface Rounding {
        float of(double weight);
    }

    private static float[] product(Index3 patch, Rounding rounding) {
        double[] alongX = along(patch.x());
        double[] alongY = along(patch.y());
        double[] alongZ = along(patch.z());
        float[] weights = new float[Math.toIntExact(patch.product())];
        for (int i = 0; i < weights.length; i++) {
            Index3 at = patch.voxelAt(i);
            weights[i] = rounding.of(alongX[at.x()] * alongY[at.y()] * alongZ[at.z()]);
        }
        return weights;
    }
}
