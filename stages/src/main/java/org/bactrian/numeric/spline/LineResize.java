package org.bactrian.numeric.spline;

import java.util.Arrays;

/**
 * Resizes lines to another length, {@link #LANES} side by side: element {@code i} of lane {@code k} lies at
 * {@code i * LANES + k}, so that the loop over lanes is contiguous whatever the axis. Lanes that are not needed hold
 * anything finite. Used by many threads at once; each brings its own arrays.
 */
final class LineResize {

    /** Lines done at a time: a constant that compilers see, long pieces of a row, and few enough to stay in the cache. */
    static final int LANES = 256;

    /** Samples beyond the line that a cubic B-spline at its outer faces reaches. */
    private static final int CUBIC_MARGIN = 2;

    private static final int CUBIC_TAPS = 4;

    private final int inputLength;
    private final int margin;
    private final AxisWeights weights;
    private final float[] tapWeights;

    private LineResize(int inputLength, int margin, AxisWeights weights) {
        this.inputLength = inputLength;
        this.margin = margin;
        this.weights = weights;
        this.tapWeights = new float[weights.end(weights.outputLength() - 1)];
        for (int tap = 0; tap < tapWeights.length; tap++) {
            tapWeights[tap] = (float) (weights.weight(tap) * (margin > 0 ? Prefilter.GAIN : 1));
        }
    }

    static LineResize of(SplineOrder order, int inputLength, int outputLength) {
        double[] positions = AxisWeights.positions(inputLength, outputLength);
        return switch (order) {
            case CUBIC ->
                new LineResize(inputLength, CUBIC_MARGIN, AxisWeights.cubic(inputLength, outputLength, CUBIC_MARGIN));
            case LINEAR -> new LineResize(inputLength, 0, AxisWeights.linear(positions, inputLength));
            case NEAREST -> new LineResize(inputLength, 0, AxisWeights.nearest(positions, inputLength));
        };
    }

    /** Elements of a line that comes in. */
    int inputLength() {
        return inputLength;
    }

    /** Elements of a line that goes out. */
    int outputLength() {
        return weights.outputLength();
    }

    /** Whether lines keep their length, and so their values. */
    boolean keepsLength() {
        return inputLength == outputLength();
    }

    /** Copies of the first and of the last element that this puts before and after a line. */
    int margin() {
        return margin;
    }

    /** Elements of a line with its margins. */
    int paddedLength() {
        return inputLength + 2 * margin;
    }

    /**
     * Resizes the lines.
     *
     * @param lines {@link #paddedLength} elements a lane, of which the margins need not be filled; overwritten
     * @param lanes how many of them are needed
     * @param resized receives element {@code o} of lane {@code k} at {@code at + o * pitch + k}
     */
    void apply(float[] lines, int lanes, float[] resized, int at, int pitch) {
        if (margin > 0) {
            pad(lines);
            Prefilter.apply(lines, paddedLength());
        }
        for (int o = 0; o < outputLength(); o++) {
            int first = weights.begin(o);
            if (weights.end(o) - first == CUBIC_TAPS) {
                four(lines, weights.index(first) * LANES, lanes, first, resized, at + o * pitch);
            } else {
                any(lines, lanes, o, resized, at + o * pitch);
            }
        }
    }

    private void pad(float[] lines) {
        int end = (margin + inputLength) * LANES;
        for (int copy = 0; copy < margin; copy++) {
            System.arraycopy(lines, margin * LANES, lines, copy * LANES, LANES);
            System.arraycopy(lines, end - LANES, lines, end + copy * LANES, LANES);
        }
    }

    /** The four taps of a cubic B-spline are neighbours. */
    private void four(float[] lines, int from, int lanes, int tap, float[] resized, int at) {
        float w0 = tapWeights[tap];
        float w1 = tapWeights[tap + 1];
        float w2 = tapWeights[tap + 2];
        float w3 = tapWeights[tap + 3];
        for (int lane = 0; lane < lanes; lane++) {
            int i = from + lane;
            resized[at + lane] =
                    w0 * lines[i] + w1 * lines[i + LANES] + w2 * lines[i + 2 * LANES] + w3 * lines[i + 3 * LANES];
        }
    }

    private void any(float[] lines, int lanes, int o, float[] resized, int at) {
        Arrays.fill(resized, at, at + lanes, 0);
        for (int tap = weights.begin(o); tap < weights.end(o); tap++) {
            int from = weights.index(tap) * LANES;
            float weight = tapWeights[tap];
            for (int lane = 0; lane < lanes; lane++) {
                resized[at + lane] += weight * lines[from + lane];
            }
        }
    }
}
