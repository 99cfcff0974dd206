package org.bactrian.segment.window;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.bactrian.numeric.grid.Box;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/** One place of the sliding window; it may reach over the faces of a small scan. */
public final class Window {

    /** Takes a row of voxels that lies inside of both window and scan. */
    @FunctionalInterface
    interface Rows {

        /**
         * Takes a row.
         *
         * @param inWindow the place of its first voxel in the window
         * @param inScan its place in the scan
         * @param length of the row
         */
        void accept(int inWindow, int inScan, int length);
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
    public static Window at(Index3 scan, Index3 patch, Index3 start) {
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

    /**
     * The voxels below the window, (channel, z, y, x); 0 outside of the scan.
     *
     * @param room gives an array for so many values
     */
    public float[] cut(List<Volume> channels, IntFunction<float[]> room) {
        int voxels = Math.toIntExact(patch.product());
        float[] cut = room.apply(Math.multiplyExact(channels.size(), voxels));
        if (reachesOut()) {
            Arrays.fill(cut, 0);
        }
        for (int channel = 0; channel < channels.size(); channel++) {
            float[] from = channels.get(channel).voxels();
            int block = channel * voxels;
            forEachRow((inWindow, inScan, length) -> System.arraycopy(from, inScan, cut, block + inWindow, length));
        }
        return cut;
    }

    private boolean reachesOut() {
        return x.end() - x.first() < patch.x() || y.end() - y.first() < patch.y() || z.end() - z.first() < patch.z();
    }

    /** Rows are taken by all cores, each row by one. */
    void forEachRow(Rows rows) {
        int length = x.end() - x.first();
        Lines.allCores().forEach(z.end() - z.first(), () -> slice -> {
            int k = z.first() + slice;
            for (int j = y.first(); j < y.end(); j++) {
                int inWindow = x.first() + patch.x() * (j + patch.y() * k);
                int inScan = x.start() + x.first() + scan.x() * (y.start() + j + scan.y() * (z.start() + k));
                rows.accept(inWindow, inScan, length);
            }
        });
    }
}
