package org.bactrian.segment.window;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a window lies along one axis.
 *
 * @param start the voxel of the scan at which the window starts; negative where it reaches over the face
 * @param first the first voxel of the window that lies in the scan
 * @param end the voxel of the window after the last that lies in the scan
 */
record AxisWindow(int start, int first, int end) {

    /**
     * Spreads windows evenly over an axis, from face to face.
     *
     * @param size voxels along the axis; where they are fewer than the patch, one window reaches over both faces
     * @param patch voxels of a window
     * @param step the largest distance between neighbouring windows as a fraction of the patch, above 0 to 1
     */
    static List<AxisWindow> over(int size, int patch, double step) {
        int covered = Math.max(size, patch);
        int before = (covered - size) / 2;
        List<AxisWindow> windows = new ArrayList<>();
        for (int place : starts(covered, patch, step)) {
            windows.add(at(place - before, size, patch));
        }
        return windows;
    }

    /** One window over an axis. */
    static AxisWindow at(int start, int size, int patch) {
        return new AxisWindow(start, Math.max(0, -start), Math.min(patch, size - start));
    }

    /** Positions as nnU-Net computes them ({@code compute_steps_for_sliding_window}): rounded half to even. */
    private static int[] starts(int size, int patch, double step) {
        // Slices that are seen alone are seen once each, whatever the step.
        double stride = Math.max(1, patch * step);
        int[] starts = new int[(int) Math.ceil((size - patch) / stride) + 1];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = (int) Math.rint((double) (size - patch) / (starts.length - 1) * i);
        }
        return starts;
    }

    /** Whether one of so many voxels of the scan lies below the window. */
    boolean touches(int from, int voxels) {
        return from < start + end && start + first < from + voxels;
    }
}
