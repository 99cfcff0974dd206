package org.bactrian.segment;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a window lies along one axis, and the share it has in the voxels below it. The shares of all windows over a
 * voxel sum to one. Since windows lie on a lattice, a window's share in three dimensions is the product of its shares
 * along the axes, so that no volume of weights is needed.
 */
final class AxisWindow {

    private final int start;
    private final int first;
    private final int end;
    private final double[] shares;

    private AxisWindow(int start, int size, double[] shares) {
        this.start = start;
        this.first = Math.max(0, -start);
        this.end = Math.min(shares.length, size - start);
        this.shares = shares;
    }

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
        int[] starts = starts(covered, patch, step);
        double[] weights = BlendWeights.along(patch);
        double[] sums = sums(starts, covered, weights);
        List<AxisWindow> windows = new ArrayList<>();
        for (int start : starts) {
            double[] shares = new double[patch];
            for (int i = 0; i < patch; i++) {
                shares[i] = weights[i] / sums[start + i];
            }
            windows.add(new AxisWindow(start - before, size, shares));
        }
        return windows;
    }

    /** The voxel of the scan at which the window starts; negative where it reaches over the face. */
    int start() {
        return start;
    }

    /** The first voxel of the window that lies in the scan. */
    int first() {
        return first;
    }

    /** The voxel of the window after the last that lies in the scan. */
    int end() {
        return end;
    }

    /** The window's share in its voxel. */
    double share(int inside) {
        return shares[inside];
    }

    /** Positions as nnU-Net computes them ({@code compute_steps_for_sliding_window}): rounded half to even. */
    private static int[] starts(int size, int patch, double step) {
        int[] starts = new int[(int) Math.ceil((size - patch) / (patch * step)) + 1];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = (int) Math.rint((double) (size - patch) / (starts.length - 1) * i);
        }
        return starts;
    }

    private static double[] sums(int[] starts, int size, double[] weights) {
        double[] sums = new double[size];
        for (int start : starts) {
            for (int i = 0; i < weights.length; i++) {
                sums[start + i] += weights[i];
            }
        }
        return sums;
    }
}
