package org.bactrian.unet;

/** What the levels of an encoder are made of. The decoder always has plain convolutions. */
public enum EncoderBlock {
    /** A convolution, normalised and activated. */
    PLAIN,

    /**
     * Two convolutions beside a shortcut, which is averaged over the stride and, where the channels change, goes through a
     * 1 x 1 x 1 convolution (ResNet-D; He et al., CVPR 2019); a convolution at full resolution comes before the first.
     */
    RESIDUAL
}
