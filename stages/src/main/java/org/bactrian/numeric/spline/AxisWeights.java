package org.bactrian.numeric.spline;

/**
 * Weights along one axis: every output element is a weighted sum of a few input elements, or lies outside of the input
 * and is none. Rows are stored one after the other (compressed sparse rows). Weights of a row sum to one.
 */
public final class AxisWeights {

    /** What {@link #nearest(int)} says of an element that lies outside of the input. */
    public static final int OUTSIDE = -1;

    /** A row of a composition that has lost more than this share of its weight to the outside is outside. */
    private static final double MAJORITY = 0.5;

    private final int inputLength;
    private final int[] rowStart;
    private final int[] index;
    private final double[] weight;
    private final int[] nearest;

    private AxisWeights(int inputLength, WeightRows rows) {
        this.inputLength = inputLength;
        this.rowStart = rows.starts();
        this.index = rows.indices();
        this.weight = rows.weights();
        this.nearest = rows.nearest();
    }

    /** Where the elements of a resized axis lie on the axis before; the outer faces coincide. */
    public static double[] positions(int inputLength, int outputLength) {
        double step = (double) inputLength / outputLength;
        double[] positions = new double[outputLength];
        for (int o = 0; o < outputLength; o++) {
            positions[o] = (o + 0.5) * step - 0.5;
        }
        return positions;
    }

    /** Straight lines between elements, held constant beyond the first and last; a NaN position lies outside. */
    public static AxisWeights linear(double[] positions, int inputLength) {
        WeightRows rows = new WeightRows(positions.length, 2);
        for (double position : positions) {
            if (!Double.isNaN(position)) {
                double clamped = Math.max(0, Math.min(inputLength - 1.0, position));
                int lower = (int) clamped;
                double low = 1 - (clamped - lower);
                rows.tap(lower, low);
                if (low < 1) {
                    rows.tap(lower + 1, 1 - low);
                }
            }
            rows.endRow(nearestOf(position, inputLength));
        }
        return new AxisWeights(inputLength, rows);
    }

    /**
     * The same in the sums that scipy makes: beyond the first and the last element both taps are that element. They add up to
     * one, but not always to the bit, and label maps have exact ties.
     */
    static AxisWeights linearInPairs(double[] positions, int inputLength) {
        WeightRows rows = new WeightRows(positions.length, 2);
        for (double position : positions) {
            int below = (int) Math.floor(position);
            double low = 1 - (position - below);
            rows.tap(Math.max(0, Math.min(inputLength - 1, below)), low);
            if (low < 1) {
                rows.tap(Math.max(0, Math.min(inputLength - 1, below + 1)), 1 - low);
            }
            rows.endRow(nearestOf(position, inputLength));
        }
        return new AxisWeights(inputLength, rows);
    }

    /** The nearest element, the higher of two equally near; a NaN position lies outside. */
    public static AxisWeights nearest(double[] positions, int inputLength) {
        WeightRows rows = new WeightRows(positions.length, 1);
        for (double position : positions) {
            int element = nearestOf(position, inputLength);
            if (element != OUTSIDE) {
                rows.tap(element, 1);
            }
            rows.endRow(element);
        }
        return new AxisWeights(inputLength, rows);
    }

    /** Weights of the order {@link SplineOrder#LINEAR} or {@link SplineOrder#NEAREST}. */
    static AxisWeights of(SplineOrder order, double[] positions, int inputLength) {
        return order == SplineOrder.LINEAR ? linear(positions, inputLength) : nearest(positions, inputLength);
    }

    /**
     * Cubic B-spline weights on the coefficients of a line; the coefficients of {@code margin} elements before and after
     * it are part of the input, at least two. {@code beta3} of P. Thevenaz et al., "Interpolation revisited", eq. 24.
     */
    static AxisWeights cubic(int lineLength, int outputLength, int margin) {
        WeightRows rows = new WeightRows(outputLength, 4);
        for (double position : positions(lineLength, outputLength)) {
            double below = Math.floor(position);
            double t = position - below;
            double u = 1 - t;
            int first = (int) below - 1 + margin;
            rows.tap(first, u * u * u / 6);
            rows.tap(first + 1, (4 - 3 * t * t * (2 - t)) / 6);
            rows.tap(first + 2, (4 - 3 * u * u * (2 - u)) / 6);
            rows.tap(first + 3, t * t * t / 6);
            rows.endRow(margin + nearestOf(position, lineLength));
        }
        return new AxisWeights(lineLength + 2 * margin, rows);
    }

    /**
     * These weights after others: from the input of {@code inner} straight to the output of this. Of a row whose
     * elements lie partly outside, the rest is scaled to sum to one, unless most of it is outside.
     *
     * @param inner its output is the input of this
     */
    public AxisWeights after(AxisWeights inner) {
        if (inner.outputLength() != inputLength) {
            throw new IllegalArgumentException("weights for %d elements cannot follow weights that make %d"
                    .formatted(inputLength, inner.outputLength()));
        }
        WeightRows rows = new WeightRows(outputLength(), 4);
        for (int o = 0; o < outputLength(); o++) {
            for (int outer = begin(o); outer < end(o); outer++) {
                for (int k = inner.begin(index[outer]); k < inner.end(index[outer]); k++) {
                    rows.add(inner.index[k], weight[outer] * inner.weight[k]);
                }
            }
            boolean inside = rows.normaliseRow(MAJORITY);
            rows.endRow(inside ? nearestThrough(inner, o, rows) : OUTSIDE);
        }
        return new AxisWeights(inner.inputLength, rows);
    }

    private int nearestThrough(AxisWeights inner, int o, WeightRows rows) {
        int through = inner.nearest[nearest[o]];
        return through == OUTSIDE ? rows.firstOfRow() : through;
    }

    /** Elements of the input. */
    public int inputLength() {
        return inputLength;
    }

    /** Elements of the output. */
    public int outputLength() {
        return nearest.length;
    }

    /** The first tap of an output element: taps {@code begin} (inclusive) to {@code end} (exclusive) belong to it. */
    public int begin(int output) {
        return rowStart[output];
    }

    /** One past the last tap of an output element; equal to {@link #begin} where that lies outside. */
    public int end(int output) {
        return rowStart[output + 1];
    }

    /** The input element of a tap. */
    public int index(int tap) {
        return index[tap];
    }

    /** The weight of a tap. */
    public double weight(int tap) {
        return weight[tap];
    }

    /** The input element nearest to an output element, or {@link #OUTSIDE}. */
    public int nearest(int output) {
        return nearest[output];
    }

    /** One line: {@code output[at + o]} becomes the weighted sum of {@code input}; zero where it lies outside. */
    public void apply(double[] input, double[] output, int at) {
        for (int o = 0; o < nearest.length; o++) {
            double sum = 0;
            for (int tap = rowStart[o]; tap < rowStart[o + 1]; tap++) {
                sum += weight[tap] * input[index[tap]];
            }
            output[at + o] = sum;
        }
    }

    private static int nearestOf(double position, int inputLength) {
        if (Double.isNaN(position)) {
            return OUTSIDE;
        }
        return (int) Math.floor(Math.max(0, Math.min(inputLength - 1.0, position)) + 0.5);
    }
}
