package org.bactrian.unet.plan;

/** How a level of the encoder comes from the level above it. */
public enum Downsampling {
    /** The first convolution of the level has the level's stride. */
    STRIDED_CONVOLUTION,

    /** The largest value of each stride-sized block, before the first convolution of the level. */
    MAX_POOLING
}
