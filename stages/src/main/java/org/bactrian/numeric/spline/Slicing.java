package org.bactrian.numeric.spline;

import org.bactrian.volume.Index3;
import org.bactrian.volume.Layout;
import org.bactrian.volume.Volume;

/**
 * A volume as a stack of slices, each of columns and rows.
 *
 * @param row the axis along which a row runs: the one whose neighbours lie closest together in memory
 * @param column the axis along which a column runs
 * @param stack the axis across slices
 */
record Slicing(int row, int column, int stack) {

    /** Slices across the axis that is farthest apart in memory, or across the separate one where there is one. */
    static Slicing of(Volume volume, int separate) {
        Layout layout = volume.layout();
        int stack = separate < 0 ? 2 : separate;
        for (int axis = 0; axis < 3 && separate < 0; axis++) {
            stack = Math.abs(layout.along(axis)) > Math.abs(layout.along(stack)) ? axis : stack;
        }
        int first = stack == 0 ? 1 : 0;
        int second = 3 - stack - first;
        boolean firstIsFaster = Math.abs(layout.along(first)) <= Math.abs(layout.along(second));
        return new Slicing(firstIsFaster ? first : second, firstIsFaster ? second : first, stack);
    }

    /** The voxel at a place of a slice. */
    Index3 voxel(int inRow, int inColumn, int slice) {
        return new Index3(
                along(0, inRow, inColumn, slice), along(1, inRow, inColumn, slice), along(2, inRow, inColumn, slice));
    }

    /** How slices one after the other, rows one after the other in each, lie in memory. */
    Layout layout(Index3 size) {
        int rowLength = size.along(row);
        int slice = Math.multiplyExact(rowLength, size.along(column));
        return new Layout(
                0, along(0, 1, rowLength, slice), along(1, 1, rowLength, slice), along(2, 1, rowLength, slice));
    }

    private int along(int axis, int ofRow, int ofColumn, int ofStack) {
        return axis == row ? ofRow : axis == column ? ofColumn : ofStack;
    }
}
