package org.bactrian.numeric.components;

import java.util.function.IntPredicate;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;

/**
 * The voxels of a mask as runs along x, in the order of memory: a mask of organs has far fewer runs than voxels. A run
 * never passes the end of its row.
 */
final class Runs {

    /** Slabs are looked through side by side; their number does not depend on the number of threads. */
    private static final int SLABS = 64;

    /** The number of the first run of each row, and after the last row the number of all runs. */
    private final int[] firstOfRow;

    private final int[] from;
    private final int[] to;

    private Runs(int[] firstOfRow, int runs) {
        this.firstOfRow = firstOfRow;
        this.from = new int[runs];
        this.to = new int[runs];
    }

    static Runs of(LabelMap map, IntPredicate belongs, Lines lines) {
        Index3 size = map.geometry().size();
        int rows = size.y() * size.z();
        int slabs = Math.min(rows, SLABS);
        boolean[] belonging = new boolean[map.isWide() ? 1 << Short.SIZE : 1 << Byte.SIZE];
        for (int label = 0; label < belonging.length; label++) {
            belonging[label] = belongs.test(label);
        }
        RowScan[] scans = new RowScan[slabs];
        lines.forEach(slabs, () -> slab -> {
            scans[slab] = new RowScan(map, belonging);
            scans[slab].scan(firstRow(slab, slabs, rows), firstRow(slab + 1, slabs, rows));
        });
        return joined(scans, rows);
    }

    private static int firstRow(int slab, int slabs, int rows) {
        return (int) ((long) slab * rows / slabs);
    }

    private static Runs joined(RowScan[] scans, int rows) {
        int count = 0;
        for (RowScan scan : scans) {
            count = Math.addExact(count, scan.count());
        }
        Runs runs = new Runs(new int[rows + 1], count);
        int row = 0;
        int run = 0;
        for (RowScan scan : scans) {
            scan.copyTo(runs.from, runs.to, run);
            row = scan.copyRows(runs.firstOfRow, row, run);
            run += scan.count();
        }
        runs.firstOfRow[rows] = count;
        return runs;
    }

    /** The number of runs. */
    int count() {
        return from.length;
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
