package org.bactrian.numeric.components;

import java.util.Arrays;
import org.bactrian.volume.LabelMap;

/**
 * Finds the runs of neighbouring rows. It goes from one stretch of equal labels to the next, however many rows a stretch
 * spans: background is passed at the speed of memory.
 */
final class RowScan {

    private static final int FIRST_CAPACITY = 256;

    private final LabelMap map;
    private final boolean[] belonging;
    private int[] from = new int[FIRST_CAPACITY];
    private int[] to = new int[FIRST_CAPACITY];
    private int[] firstOfRow = new int[0];
    private int count;

    /**
     * Prepares a scan.
     *
     * @param belonging by label, whether a voxel counts
     */
    RowScan(LabelMap map, boolean[] belonging) {
        this.map = map;
        this.belonging = belonging;
    }

    void scan(int firstRow, int endRow) {
        int length = map.geometry().size().x();
        int limit = endRow * length;
        int at = firstRow * length;
        int stretch = at;
        firstOfRow = new int[endRow - firstRow];
        for (int row = firstRow; row < endRow; row++) {
            firstOfRow[row - firstRow] = count;
            int end = (row + 1) * length;
            boolean open = false;
            while (at < end) {
                stretch = stretch > at ? stretch : map.endOfStretch(at, limit);
                int next = Math.min(stretch, end);
                boolean belongs = belonging[map.at(at)];
                if (belongs && open) {
                    to[count - 1] = next;
                } else if (belongs) {
                    add(at, next);
                }
                open = belongs;
                at = next;
            }
        }
    }

    private void add(int first, int end) {
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
        }
        from[count] = first;
        to[count] = end;
        count++;
    }

    /** The number of runs found. */
    int count() {
        return count;
    }

    /** Puts the runs where the runs of the rows before end. */
    void copyTo(int[] allFrom, int[] allTo, int at) {
        System.arraycopy(from, 0, allFrom, at, count);
        System.arraycopy(to, 0, allTo, at, count);
    }

    /** Puts the first runs of the rows, counted from {@code run}, where the rows before end; returns where these end. */
    int copyRows(int[] allRows, int at, int run) {
        for (int row = 0; row < firstOfRow.length; row++) {
            allRows[at + row] = firstOfRow[row] + run;
        }
        return at + firstOfRow.length;
    }
}
