package org.bactrian.picture;

import java.util.function.IntUnaryOperator;

/**
 * The four voxels around a place in a slice, and the weight of each.
 *
 * @param column the lower column
 * @param row the lower row
 * @param right the weight of the higher column
 * @param below the weight of the higher row
 */
record Corners(int column, int row, double right, double below) {

    static final int COUNT = 4;

    /** The voxels around a place that lies within the slice's outermost centres. */
    static Corners around(double column, double row, Slice slice) {
        int left = Math.min((int) column, Math.max(0, slice.columns() - 2));
        int above = Math.min((int) row, Math.max(0, slice.rows() - 2));
        return new Corners(left, above, column - left, row - above);
    }

    double weight(int corner) {
        return (isRight(corner) ? right : 1 - right) * (isBelow(corner) ? below : 1 - below);
    }

    /** Where a corner lies in memory; one without weight may lie outside, then its neighbour stands for it. */
    int voxel(Slice slice, int corner) {
        int columnOf = isRight(corner) && right > 0 ? column + 1 : column;
        int rowOf = isBelow(corner) && below > 0 ? row + 1 : row;
        return slice.at(columnOf, rowOf);
    }

    /** The weight of all corners that carry a label. */
    double weightOf(int label, Slice slice, IntUnaryOperator labels) {
        double sum = 0;
        for (int corner = 0; corner < COUNT; corner++) {
            sum += labels.applyAsInt(voxel(slice, corner)) == label ? weight(corner) : 0;
        }
        return sum;
    }

    private static boolean isRight(int corner) {
        return (corner & 1) != 0;
    }

    private static boolean isBelow(int corner) {
        return (corner & 2) != 0;
    }
}
