package org.bactrian.unet.plan;

/** How feature maps are normalised after a convolution. */
public enum FeatureNorm {
    /** By the mean and the variance of each map over the patch (Ulyanov et al., arXiv:1607.08022). */
    INSTANCE,

    /** By a mean and a variance that were measured in training (Ioffe and Szegedy, ICML 2015). */
    BATCH
}
