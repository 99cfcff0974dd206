package org.bactrian.numeric.spline;

import java.util.Arrays;

/** The rows of {@link AxisWeights} in the making, one after the other. */
final class WeightRows {

    private final int[] rowStart;
    private final int[] nearest;
    private int[] index;
    private double[] weight;
    private int row;
    private int taps;

    WeightRows(int rows, int tapsExpected) {
        rowStart = new int[rows + 1];
        nearest = new int[rows];
        index = new int[rows * tapsExpected];
        weight = new double[rows * tapsExpected];
    }

    void tap(int element, double share) {
        if (taps == index.length) {
            index = Arrays.copyOf(index, 2 * taps + 1);
            weight = Arrays.copyOf(weight, 2 * taps + 1);
        }
        index[taps] = element;
        weight[taps++] = share;
    }

    /** A tap, joined with the one of the same element if the row has it already. */
    void add(int element, double share) {
        for (int i = rowStart[row]; i < taps; i++) {
            if (index[i] == element) {
                weight[i] += share;
                return;
            }
        }
        tap(element, share);
    }

    /** Scales the row to sum to one, or empties it when it sums to less than the threshold. */
    boolean normaliseRow(double threshold) {
        double sum = 0;
        for (int i = rowStart[row]; i < taps; i++) {
            sum += weight[i];
        }
        if (sum < threshold) {
            taps = rowStart[row];
            return false;
        }
        for (int i = rowStart[row]; i < taps; i++) {
            weight[i] /= sum;
        }
        return true;
    }

    int firstOfRow() {
        return index[rowStart[row]];
    }

    void endRow(int nearestElement) {
        nearest[row++] = nearestElement;
        rowStart[row] = taps;
    }

    int[] starts() {
        return rowStart;
    }

    int[] nearest() {
        return nearest;
    }

    int[] indices() {
        return Arrays.copyOf(index, taps);
    }

    double[] weights() {
        return Arrays.copyOf(weight, taps);
    }
}
