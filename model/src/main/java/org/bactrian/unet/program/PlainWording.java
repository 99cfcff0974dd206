package org.bactrian.unet.program;

import org.bactrian.volume.Index3;

/** One of torch's operations for each of the network's. */
final class PlainWording implements Wording {

    @Override
    public boolean hasAllHeads() {
        return true;
    }

    @Override
    public boolean hasExactEnds() {
        return false;
    }

    @Override
    public KernelOrder order(Convolution layer) {
        return KernelOrder.TRAINED;
    }

    @Override
    public KernelOrder transposedOrder() {
        return KernelOrder.TRAINED;
    }

    @Override
    public String input(String patches) {
        return patches;
    }

    @Override
    public String convolution(Convolution layer, String maps, String kernel, String bias) {
        return "torch.conv3d(%s, %s, %s, %s, %s, [1, 1, 1], 1)"
                .formatted(maps, kernel, bias, triple(layer.stride()), triple(layer.padding()));
    }

    @Override
    public String normalisation(String maps, String gain, String shift, double floor, LayerFormat format) {
        return "torch.instance_norm(%s, %s, %s, None, None, True, 0.1, %s, False)".formatted(maps, gain, shift, floor);
    }

    @Override
    public String output(String scores) {
        return scores;
    }

    @Override
    public String methods() {
        return "";
    }

    /** The tensor order of the axes: depth, height, width. */
    static String triple(Index3 numbers) {
        return "[%s, %s, %s]".formatted(numbers.z(), numbers.y(), numbers.x());
    }
}
