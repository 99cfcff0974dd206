package org.bactrian.segment;

import java.util.List;
import org.bactrian.numeric.grid.Box;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/** One place of the sliding window; it may reach over the faces of a small scan. */
final class Window {

    /** Takes a row of voxels that lies inside of both window and scan. */
    @FunctionalInterface
    private interface Rows {
        void accept(int inWindow, int inScan);
    }

    private final Index3 scan;
    private final Index3 patch;
    private final AxisWindow x;
    private final AxisWindow y;
    private final AxisWindow z;

    Window(Index3 scan, Index3 patch, AxisWindow x, AxisWindow y, AxisWindow z) {
        this.scan = scan;
        this.patch = patch;
        this.x = x;
        this.y = y;
        this.z = z;
    }

    /** The window that starts at a voxel; negative numbers where it reaches over the scan's faces. */
    static Window at(Index3 scan, Index3 patch, Index3 start) {
        return new Window(
                scan,
                patch,
                AxisWindow.at(start.x(), scan.x(), patch.x()),
                AxisWindow.at(start.y(), scan.y(), patch.y()),
                AxisWindow.at(start.z(), scan.z(), patch.z()));
    }

    /** Whether a voxel of a box in the scan lies below the window. */
    boolean touches(Box box) {
        return x.touches(box.start().x(), box.size().x())
                && y.touches(box.start().y(), box.size().y())
                && z.touches(box.start().z(), box.size().z());
    }

    /** The voxels below the window, (channel, z, y, x); 0 outside of the scan. */
    float[] cut(List<Volume> channels) {
        int voxels = Math.toIntExact(patch.product());
        float[] cut = new float[Math.multiplyExact(channels.size(), voxels)];
        for (int channel = 0; channel < channels.size(); channel++) {
            float[] from = channels.get(channel).voxels();
            int block = channel * voxels;
            forEachRow(
                    (inWindow, inScan) -> System.arraycopy(from, inScan, cut, block + inWindow, x.end() - x.first()));
        }
        return cut;
    }

    /**
     * Adds weighted scores to those of the scan.
     *
     * @param weights of the places in the window
     * @param factor of every score
     */
    void addTo(float[][] scores, float[] weights, float[] windowScores, float factor) {
        int length = x.end() - x.first();
        forEachRow((inWindow, inScan) -> {
            for (int c = 0; c < scores.length; c++) {
                float[] sum = scores[c];
                int seen = c * weights.length + inWindow;
                for (int i = 0; i < length; i++) {
                    sum[inScan + i] += weights[inWindow + i] * (factor * windowScores[seen + i]);
                }
            }
        });
    }

    /** Adds the weights to their sums. */
    void addWeights(float[] sums, float[] weights) {
        forEachRow((inWindow, inScan) -> {
            for (int i = 0; i < x.end() - x.first(); i++) {
                sums[inScan + i] += weights[inWindow + i];
            }
        });
    }

    /** Rows are taken by all cores, each row by one. */
    private void forEachRow(Rows rows) {
        Lines.allCores().forEach(z.end() - z.first(), () -> slice -> {
            int k = z.first() + slice;
            for (int j = y.first(); j < y.end(); j++) {
                int inWindow = x.first() + patch.x() * (j + patch.y() * k);
                int inScan = x.start() + x.first() + scan.x() * (y.start() + j + scan.y() * (z.start() + k));
                rows.accept(inWindow, inScan);
            }
        });
    }
}
