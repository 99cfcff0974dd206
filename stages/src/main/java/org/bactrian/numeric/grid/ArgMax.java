package org.bactrian.numeric.grid;

import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;

/** The running arg-max over classes, slab by slab: only the best score so far is kept. */
final class ArgMax {

    private static final int MOST_CLASSES_IN_BYTE = 256;
    private static final int MOST_CLASSES = 65536;

    private final Slabs slabs;
    private final Geometry grid;

    /** Where the winning class of a voxel is written. */
    private interface Winners {
        void set(int voxel, int label);
    }

    ArgMax(Slabs slabs, Geometry grid) {
        this.slabs = slabs;
        this.grid = grid;
    }

    LabelMap of(float[][] scores, Lines lines) {
        if (scores.length == 0 || scores.length > MOST_CLASSES) {
            throw new IllegalArgumentException("expected scores of 1 to 65536 classes, got " + scores.length);
        }
        int voxels = Math.toIntExact(grid.size().product());
        if (scores.length <= MOST_CLASSES_IN_BYTE) {
            byte[] labels = new byte[voxels];
            choose(scores, lines, (voxel, label) -> labels[voxel] = (byte) label);
            return LabelMap.of(grid, labels);
        }
        short[] labels = new short[voxels];
        choose(scores, lines, (voxel, label) -> labels[voxel] = (short) label);
        return LabelMap.of(grid, labels);
    }

    private void choose(float[][] scores, Lines lines, Winners winners) {
        lines.forEach(slabs.count(), () -> {
            Slabs.Scratch scratch = slabs.scratch();
            double[] best = new double[slabs.largest()];
            return slab -> {
                int start = slabs.start(slab);
                scratch.forEachRow(
                        scores[0], slab, (row, at) -> System.arraycopy(row, 0, best, at - start, row.length));
                for (int c = 1; c < scores.length; c++) {
                    int label = c;
                    scratch.forEachRow(scores[c], slab, (row, at) -> challenge(row, label, at, best, start, winners));
                }
            };
        });
    }

    /** Lets a class win where its score is larger than the best so far; equal is not enough. */
    private static void challenge(double[] row, int label, int at, double[] best, int start, Winners winners) {
        for (int x = 0; x < row.length; x++) {
            if (row[x] > best[at - start + x]) {
                best[at - start + x] = row[x];
                winners.set(at + x, label);
            }
        }
    }
}
