package org.bactrian.unet.program;

import java.util.List;
import org.bactrian.torchscript.Tensor;

/**
 * Convolutions with eight output channels, computed for two neighbours along x at once. A processor with vectors of sixteen
 * numbers leaves half of each empty when it computes eight channels; the channels of a pair fill it. Where channels are
 * innermost the maps of pairs with sixteen channels are the maps of voxels with eight, byte for byte, so that nothing is
 * moved; and since the kernel is only widened by zeros, the sums are the same.
 *
 * <p>An image of one channel is read in pairs too: a single channel fills no vector at all.
 */
final class VoxelPairs {

    private static final int PAIR = 2;
    private static final int CHANNELS = 8;
    private static final int KERNEL_WIDTH = 3;

    private VoxelPairs() {}

    /** Whether a convolution can be computed so, and gains from it where vectors have sixteen numbers. */
    static boolean fit(Convolution layer) {
        return layer.outputs() == CHANNELS
                && layer.kernel().x() == KERNEL_WIDTH
                && layer.stride().product() == 1
                && layer.size().x() % PAIR == 0;
    }

    /** A kernel (out, in, depth, height, 3) that steps from pair to pair: (2 out, depth, height, 4, in). */
    static Tensor widened(Tensor kernel) {
        int inputs = kernel.shape().get(1);
        Tensor wide = zeros(kernel, KERNEL_WIDTH + 1, inputs);
        forEachValue(
                kernel,
                (second, row, tap, input, value) ->
                        wide.values()[(row * (KERNEL_WIDTH + 1) + tap + second) * inputs + input] = value);
        return wide;
    }

    /** A kernel (out, 1, depth, height, 3) that reads pairs: (2 out, depth, height, 3, 2). */
    static Tensor pairing(Tensor kernel) {
        Tensor paired = zeros(kernel, KERNEL_WIDTH, PAIR);
        forEachValue(kernel, (second, row, tap, input, value) -> {
            // Of the six voxels in three pairs the kernel of the first of the middle ones begins at the second.
            int voxel = tap + second + 1;
            paired.values()[row * KERNEL_WIDTH * PAIR + voxel] = value;
        });
        return paired;
    }

    private static Tensor zeros(Tensor kernel, int width, int inputs) {
        List<Integer> shape = kernel.shape();
        return Tensor.zeros(List.of(PAIR * shape.get(0), shape.get(2), shape.get(3), width, inputs));
    }

    /** Takes a kernel's value once for each voxel of a pair. */
    @FunctionalInterface
    private interface Values {
        /** The row counts (voxel of the pair, out, depth, height), the last fastest. */
        void accept(int second, int row, int tap, int input, float value);
    }

    private static void forEachValue(Tensor kernel, Values values) {
        int outputs = kernel.shape().get(0);
        int inputs = kernel.shape().get(1);
        int rows = kernel.shape().get(2) * kernel.shape().get(3);
        for (int second = 0; second < PAIR; second++) {
            for (int o = 0; o < outputs; o++) {
                for (int i = 0; i < inputs; i++) {
                    for (int row = 0; row < rows; row++) {
                        for (int tap = 0; tap < KERNEL_WIDTH; tap++) {
                            float value = kernel.values()[((o * inputs + i) * rows + row) * KERNEL_WIDTH + tap];
                            values.accept(second, (second * outputs + o) * rows + row, tap, i, value);
                        }
                    }
                }
            }
        }
    }

    /**
     * The methods {@code widened_convolution}, which takes maps (batch, in, depth, height, width) and a kernel that steps from
     * pair to pair, and {@code paired_convolution}, which takes an image of one channel and a kernel that reads pairs.
     */
    static String methods() {
        return """
                  def widened_convolution(self: __torch__.UNet,
                    x: Tensor,
                    kernel: Tensor,
                    bias: Tensor,
                    padding: List[int]) -> Tensor:
                    return (self).voxels(torch.mkldnn_convolution(x, kernel, torch.repeat(bias, [2]), padding, [1, 1, 2], [1, 1, 1], 1), )
                  def paired_convolution(self: __torch__.UNet,
                    x: Tensor,
                    kernel: Tensor,
                    bias: Tensor,
                    padding: List[int]) -> Tensor:
                    rows = [torch.size(x, 0), torch.size(x, 2), torch.size(x, 3), -1, 2]
                    pairs = torch.permute(torch.reshape(torch.permute(x, [0, 2, 3, 4, 1]), rows), [0, 4, 1, 2, 3])
                    return (self).voxels(torch.mkldnn_convolution(pairs, kernel, torch.repeat(bias, [2]), padding, [1, 1, 1], [1, 1, 1], 1), )
                  def voxels(self: __torch__.UNet,
                    y: Tensor) -> Tensor:
                    rows = [torch.size(y, 0), torch.size(y, 2), torch.size(y, 3), -1, torch.floordiv(torch.size(y, 1), 2)]
                    return torch.permute(torch.reshape(torch.permute(y, [0, 2, 3, 4, 1]), rows), [0, 4, 1, 2, 3])
                """;
    }
}
