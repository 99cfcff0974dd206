package org.bactrian.unet.program;

import java.util.List;

/**
 * One weight tensor of a network.
 *
 * @param name its name in the program and in {@code Weights}, such as {@code encoder_0_1_weight}
 * @param shape as torch has it: (out, in, depth, height, width) for convolutions, (in, out, ...) for transposed ones
 * @param role what it does, which decides its initial values
 */
record WeightShape(String name, List<Integer> shape, Role role) {

    enum Role {
        /** The kernel of a convolution, plain or transposed. */
        KERNEL,

        /** Added to the result: the bias of a convolution, the shift of a normalisation. */
        OFFSET,

        /** The factor of a normalisation. */
        GAIN,

        /** What was measured in training and only shifts: a mean, or how many batches it was measured on. */
        MEASURED_MEAN,

        /** A variance that was measured in training. */
        MEASURED_VARIANCE,

        /** The factor of the last normalisation beside a shortcut, which starts as nothing but the shortcut. */
        RESIDUAL_GAIN
    }

    /** Whether training changes it by its gradient. */
    boolean isTrained() {
        return role != Role.MEASURED_MEAN && role != Role.MEASURED_VARIANCE;
    }

    /** The inputs a kernel sums over, counted as torch does: axis 1 times the receptive field. */
    int fanIn() {
        return shape.stream().skip(1).reduce(1, Math::multiplyExact);
    }
}
