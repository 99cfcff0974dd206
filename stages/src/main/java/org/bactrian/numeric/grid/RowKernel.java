package org.bactrian.numeric.grid;

import java.util.Arrays;
import org.bactrian.numeric.spline.AxisWeights;

/**
 * Interpolates one row of the output at a time: the lines of the source around it are added up first, z before y, then the
 * sum is stretched along x. Sums are in double, always in this order: near ties depend on the last bit. For one thread.
 */
final class RowKernel {

    private final AxisWeights alongX;
    private final AxisWeights alongY;
    private final AxisWeights alongZ;
    private final Lattice source;
    private final double[] sum;
    private int[] line = new int[4];
    private double[] weight = new double[4];
    private int count;

    RowKernel(Weights3 weights, Lattice source) {
        this.alongX = weights.x();
        this.alongY = weights.y();
        this.alongZ = weights.z();
        this.source = source;
        this.sum = new double[source.size().x()];
    }

    /** Goes to a row of the output. */
    void moveTo(int y, int z) {
        count = 0;
        for (int tapZ = alongZ.begin(z); tapZ < alongZ.end(z); tapZ++) {
            for (int tapY = alongY.begin(y); tapY < alongY.end(y); tapY++) {
                add(source.line(alongY.index(tapY), alongZ.index(tapZ)), alongZ.weight(tapZ) * alongY.weight(tapY));
            }
        }
    }

    private void add(int number, double share) {
        if (count == line.length) {
            line = Arrays.copyOf(line, 2 * count);
            weight = Arrays.copyOf(weight, 2 * count);
        }
        line[count] = number;
        weight[count++] = share;
    }

    /** How many lines lie around the row; none where it lies outside of the source. */
    int lines() {
        return count;
    }

    /** The number of one of these lines. */
    int line(int tap) {
        return line[tap];
    }

    /** Interpolates the elements of a span of the row into {@code values[0]}, {@code values[1]} and so on. */
    void interpolate(float[] from, Span span, double[] values) {
        Arrays.fill(sum, 0, span.width(), 0);
        for (int tap = 0; tap < count; tap++) {
            source.add(from, line[tap], span.low(), weight[tap], sum, span.width());
        }
        for (int o = span.from(); o < span.to(); o++) {
            double value = 0;
            for (int tap = alongX.begin(o); tap < alongX.end(o); tap++) {
                value += alongX.weight(tap) * sum[alongX.index(tap) - span.low()];
            }
            values[o - span.from()] = value;
        }
    }
}
