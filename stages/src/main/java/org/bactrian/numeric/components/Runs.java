package org.bactrian.numeric.components;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;

/**
 * The voxels of a mask as runs along x, in the order of memory: a mask of organs has far fewer runs than voxels. A run
 * never passes the end of its row.
 */
final class Runs {

    private static final int FIRST_CAPACITY = 1024;

    /** The number of the first run of each row, and after the last row the number of all runs. */
    private final int[] firstOfRow;

    private int[] from = new int[FIRST_CAPACITY];
    private int[] to = new int[FIRST_CAPACITY];
    private int count;

    private Runs(int rows) {
        firstOfRow = new int[rows + 1];
    }

    static Runs of(LabelMap map, IntPredicate belongs) {
        Index3 size = map.geometry().size();
        int rows = size.y() * size.z();
        Runs runs = new Runs(rows);
        for (int row = 0; row < rows; row++) {
            runs.firstOfRow[row] = runs.count;
            runs.addRow(map, belongs, row * size.x(), (row + 1) * size.x());
        }
        runs.firstOfRow[rows] = runs.count;
        return runs;
    }

    private void addRow(LabelMap map, IntPredicate belongs, int start, int end) {
        int at = start;
        while (at < end) {
            if (belongs.test(map.at(at))) {
                int first = at;
                while (at < end && belongs.test(map.at(at))) {
                    at++;
                }
                add(first, at);
            } else {
                at++;
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

    /** The number of runs. */
    int count() {
        return count;
    }

    /** The first voxel of a run, as its place in memory. */
    int from(int run) {
        return from[run];
    }

    /** The place after the last voxel of a run. */
    int to(int run) {
        return to[run];
    }

    /** The first run of a row; of the row after the last one, the number of runs. */
    int firstOfRow(int row) {
        return firstOfRow[row];
    }
}
