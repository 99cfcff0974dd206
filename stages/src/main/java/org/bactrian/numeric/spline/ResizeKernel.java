package org.bactrian.numeric.spline;

/** Resizes lines to another length: prefilter where the order asks for it, then weights. */
final class ResizeKernel implements LineKernel {

    /** Samples beyond the line that a cubic B-spline at its outer faces reaches. */
    private static final int CUBIC_MARGIN = 2;

    private final int inputLength;
    private final int margin;
    private final AxisWeights weights;

    private ResizeKernel(int inputLength, int margin, AxisWeights weights) {
        this.inputLength = inputLength;
        this.margin = margin;
        this.weights = weights;
    }

    static ResizeKernel of(SplineOrder order, int inputLength, int outputLength) {
        if (order == SplineOrder.CUBIC) {
            return new ResizeKernel(
                    inputLength, CUBIC_MARGIN, AxisWeights.cubic(inputLength, outputLength, CUBIC_MARGIN));
        }
        double[] positions = AxisWeights.positions(inputLength, outputLength);
        return new ResizeKernel(
                inputLength,
                0,
                order == SplineOrder.LINEAR
                        ? AxisWeights.linear(positions, inputLength)
                        : AxisWeights.nearest(positions, inputLength));
    }

    @Override
    public int inputLength() {
        return inputLength;
    }

    @Override
    public int outputLength() {
        return weights.outputLength();
    }

    @Override
    public int margin() {
        return margin;
    }

    @Override
    public void apply(double[] input, double[] output) {
        if (margin > 0) {
            Prefilter.apply(input, inputLength + 2 * margin);
        }
        weights.applyToLanes(input, output);
    }
}
