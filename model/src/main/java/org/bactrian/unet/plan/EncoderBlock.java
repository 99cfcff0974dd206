package org.bactrian.unet.plan;

/** What the levels of an encoder are made of. The decoder always has plain convolutions. */
public enum EncoderBlock {
    /** A convolution, normalised and activated. */
    PLAIN,

    /**
     * Two convolutions beside a shortcut, which is averaged over the stride and, where the channels change, goes through a
     * 1 x 1 x 1 convolution (ResNet-D; He et al., CVPR 2019); a convolution at full resolution comes before the first.
     */
    RESIDUAL,

    /**
     * The same with the shortcut of He et al., CVPR 2016: where the stride is not 1, or the channels change, a 1 x 1 x 1
     * convolution that strides itself. The convolution before the first level is of 3 x 3 x 3 voxels whatever the level's are.
     */
    RESIDUAL_STRIDED;

    /** Whether sums of residuals are in it. */
    public boolean isResidual() {
        return this != PLAIN;
    }
}
