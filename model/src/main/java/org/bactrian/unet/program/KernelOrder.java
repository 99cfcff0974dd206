package org.bactrian.unet.program;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.torchscript.Tensor;

/** In what order the values of a convolution's kernel lie in a program. */
enum KernelOrder {
    /** (out, in, depth, height, width), as they were trained. */
    TRAINED("%s"),

    /** (out, depth, height, width, in), which torch reads as the first order with the channels innermost. */
    CHANNELS_LAST("torch.permute(%s, [0, 4, 1, 2, 3])"),

    /** Widened by {@link VoxelPairs}: (2 out, depth, height, 4, in). */
    WIDENED("torch.permute(%s, [0, 4, 1, 2, 3])"),

    /** For an image read in {@link VoxelPairs}: (2 out, depth, height, 3, 2). */
    PAIRING("torch.permute(%s, [0, 4, 1, 2, 3])"),

    /** Transformed along the depth by {@link DepthTransform}: (term, out, height, width, in). */
    TRANSFORMED("torch.permute(%s, [0, 1, 4, 2, 3])");

    private final String reading;

    KernelOrder(String reading) {
        this.reading = reading;
    }

    /** The expression that reads a stored kernel. */
    String read(String variable) {
        return reading.formatted(variable);
    }

    /** A trained kernel as it is stored. */
    Tensor stored(Tensor kernel) {
        return switch (this) {
            case TRAINED -> kernel;
            case CHANNELS_LAST -> channelsLast(kernel);
            case WIDENED -> VoxelPairs.widened(kernel);
            case PAIRING -> VoxelPairs.pairing(kernel);
            case TRANSFORMED -> DepthTransform.transformed(kernel);
        };
    }

    private static Tensor channelsLast(Tensor kernel) {
        List<Integer> shape = new ArrayList<>(kernel.shape());
        int inputs = shape.remove(1);
        shape.add(inputs);
        int outputs = shape.get(0);
        int taps = kernel.values().length / inputs / outputs;
        float[] values = new float[kernel.values().length];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                for (int tap = 0; tap < taps; tap++) {
                    values[(o * taps + tap) * inputs + i] = kernel.values()[(o * inputs + i) * taps + tap];
                }
            }
        }
        return new Tensor(shape, values);
    }
}
