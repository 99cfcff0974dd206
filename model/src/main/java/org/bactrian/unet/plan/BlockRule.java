package org.bactrian.unet.plan;

/**
 * What follows every convolution of a network but the heads: a normalisation, then a leaky ReLU.
 *
 * @param norm how maps are normalised
 * @param varianceFloor added to the variance, positive
 * @param slope of the ReLU below zero: 0 for one that does not leak
 */
public record BlockRule(FeatureNorm norm, double varianceFloor, double slope) {

    /** nnU-Net's. */
    public static final BlockRule STANDARD = new BlockRule(FeatureNorm.INSTANCE, 1e-5, 0.01);

    /** Refuses bad values with an {@link IllegalArgumentException}. */
    public BlockRule {
        if (!(varianceFloor > 0 && Double.isFinite(varianceFloor))) {
            throw new IllegalArgumentException("varianceFloor must be positive, got " + varianceFloor);
        }
        if (!Double.isFinite(slope)) {
            throw new IllegalArgumentException("slope must be a number, got " + slope);
        }
    }

    /** The same with another normalisation. */
    public BlockRule with(FeatureNorm other) {
        return new BlockRule(other, varianceFloor, slope);
    }
}
