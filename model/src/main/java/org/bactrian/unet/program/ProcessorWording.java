package org.bactrian.unet.program;

/**
 * What a processor computes fastest: one patch at a time, with its channels innermost, as oneDNN's kernels want it. Then
 * nothing is reordered between layers. Large convolutions go through {@link DepthTransform}.
 */
final class ProcessorWording implements Wording {

    /** Below it, what the transform moves through memory costs more than the multiplications it saves. */
    private static final int FEWEST_CHANNELS = 64;

    private final boolean transforming;
    private final boolean hasLongVectors = ProcessorFeatures.haveLongVectors();

    /**
     * The wording.
     *
     * @param transforming whether large convolutions are transformed; not where they only serve to compare with
     */
    ProcessorWording(boolean transforming) {
        this.transforming = transforming;
    }

    @Override
    public boolean hasAllHeads() {
        return false;
    }

    @Override
    public boolean hasExactEnds() {
        return true;
    }

    @Override
    public KernelOrder order(Convolution layer) {
        if (hasLongVectors && VoxelPairs.fit(layer)) {
            return layer.inputs() == 1 ? KernelOrder.PAIRING : KernelOrder.WIDENED;
        }
        boolean large = Math.min(layer.inputs(), layer.outputs()) >= FEWEST_CHANNELS;
        return transforming && large && DepthTransform.fits(layer)
                ? KernelOrder.TRANSFORMED
                : KernelOrder.CHANNELS_LAST;
    }

    @Override
    public KernelOrder transposedOrder() {
        return KernelOrder.CHANNELS_LAST;
    }

    /** Format 3 has the channels of volumes innermost. */
    @Override
    public String input(String patches) {
        return "torch.contiguous(%s, memory_format=3)".formatted(patches);
    }

    @Override
    public String convolution(Convolution layer, String maps, String kernel, String bias) {
        String padding = PlainWording.triple(layer.padding());
        return switch (order(layer)) {
            case WIDENED -> "(self).widened_convolution(%s, %s, %s, %s, )".formatted(maps, kernel, bias, padding);
            case PAIRING -> "(self).paired_convolution(%s, %s, %s, %s, )".formatted(maps, kernel, bias, padding);
            case TRANSFORMED ->
                "(self).deep_convolution(%s, %s, %s, [%s, %s], )"
                        .formatted(
                                maps,
                                kernel,
                                bias,
                                layer.padding().y(),
                                layer.padding().x());
            case TRAINED, CHANNELS_LAST ->
                ProcessorFeatures.haveOneDnn(layer.format())
                        ? inOneDnn(layer, maps, kernel, bias)
                        : PLAIN.convolution(layer, maps, kernel, bias);
        };
    }

    /** Left to itself, torch computes small maps of one patch by kernels of its own, which take five to ten times as long. */
    private static String inOneDnn(Convolution layer, String maps, String kernel, String bias) {
        return "torch.mkldnn_convolution(%s, %s, %s, %s, %s, [1, 1, 1], 1)"
                .formatted(
                        maps, kernel, bias, PlainWording.triple(layer.padding()), PlainWording.triple(layer.stride()));
    }

    /**
     * Torch adds up millions of values one by one where channels are innermost, which is wrong in the third digit: as
     * good as bfloat16 is, too coarse for 32 bits.
     */
    @Override
    public String normalisation(String maps, String gain, String shift, double floor, LayerFormat format) {
        return format == LayerFormat.FLOAT32
                ? "(self).normalised(%s, %s, %s, %s, )".formatted(maps, gain, shift, floor)
                : "torch.batch_norm(%s, %s, %s, None, None, True, 0.1, %s, False)".formatted(maps, gain, shift, floor);
    }

    @Override
    public String output(String scores) {
        return "torch.contiguous(%s)".formatted(scores);
    }

    @Override
    public String methods() {
        return normalised() + VoxelPairs.methods() + (transforming ? DepthTransform.method() : "");
    }

    /** Means over slices in 32 bits, then over the patch in 64; the maps are overwritten. */
    private static String normalised() {
        return """
                  def normalised(self: __torch__.UNet,
                    x: Tensor,
                    gain: Tensor,
                    shift: Tensor,
                    floor: float) -> Tensor:
                    channels = torch.size(x, 1)
                    rows = torch.reshape(torch.permute(x, [0, 2, 3, 4, 1]), [torch.size(x, 2), -1, channels])
                    count = torch.floordiv(torch.numel(x), channels)
                    sums = torch.sum(torch.sum(rows, [1]), [0], False, dtype=7)
                    squares = torch.sum(torch.sum(torch.mul(rows, rows), [1]), [0], False, dtype=7)
                    mean = torch.div(sums, count)
                    variance = torch.clamp_min(torch.sub(torch.div(squares, count), torch.mul(mean, mean)), 0.)
                    factor = torch.div(gain, torch.sqrt(torch.add(variance, floor)))
                    offset = torch.sub(shift, torch.mul(mean, factor))
                    factors = torch.view(torch.to(factor, 6), [1, -1, 1, 1, 1])
                    offsets = torch.view(torch.to(offset, 6), [1, -1, 1, 1, 1])
                    return torch.addcmul(offsets, x, factors, value=1, out=x)
                """;
    }
}
