package org.bactrian.segment;

/**
 * How much a voxel's place in its window counts: a Gaussian with its peak of 1 at voxel {@code patch / 2} and a sigma of
 * an eighth of the patch (Isensee et al., Nature Methods 2021: a network sees most around its centre). In three
 * dimensions the weight is the product of the three axes' weights. It is never zero: the corner of a patch has e^-24.
 */
final class BlendWeights {

    private static final double SIGMAS_IN_PATCH = 8;

    private BlendWeights() {}

    /** The weights along one axis. */
    static double[] along(int patch) {
        double[] weights = new double[patch];
        for (int i = 0; i < patch; i++) {
            double distance = (i - patch / 2) * SIGMAS_IN_PATCH / patch;
            weights[i] = Math.exp(-distance * distance / 2);
        }
        return weights;
    }
}
