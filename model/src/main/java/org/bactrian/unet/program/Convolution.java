package org.bactrian.unet.program;

import org.bactrian.volume.Index3;

/**
 * A convolution that keeps the size but for its stride.
 *
 * @param inputs its input channels
 * @param outputs its output channels
 * @param kernel odd along each axis
 * @param stride the step between outputs
 * @param size of the outputs
 * @param format of inputs, outputs and kernel
 */
record Convolution(int inputs, int outputs, Index3 kernel, Index3 stride, Index3 size, LayerFormat format) {

    /** Zeros before and behind along each axis. */
    Index3 padding() {
        return new Index3(kernel.x() / 2, kernel.y() / 2, kernel.z() / 2);
    }
}
