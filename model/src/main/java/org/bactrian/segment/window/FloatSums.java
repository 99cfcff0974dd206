package org.bactrian.segment.window;

import org.bactrian.numeric.spline.Lines;

/** Adds up in 32 bits. */
final class FloatSums implements WindowSums {

    private static final int VOXELS_IN_PIECE = 1 << 15;

    private final float[] weights;
    private final float share;
    private final float[] unseen;
    private final float[][] scores;
    private final float[] sums;

    /**
     * Sums over nothing yet.
     *
     * @param weights how much each place of the patch counts, x fastest
     * @param mirrors under which every window is seen
     * @param unseen what a voxel below no window scores, class by class
     * @param voxels of the scan
     */
    FloatSums(float[] weights, int mirrors, float[] unseen, int voxels) {
        this.weights = weights;
        this.share = 1f / mirrors;
        this.unseen = unseen;
        this.sums = new float[voxels];
        this.scores = new float[unseen.length][voxels];
    }

    @Override
    public void add(Window window, float[] view) {
        window.forEachRow((inWindow, inScan, length) -> {
            for (int c = 0; c < scores.length; c++) {
                float[] sum = scores[c];
                int seen = c * weights.length + inWindow;
                for (int i = 0; i < length; i++) {
                    sum[inScan + i] += weights[inWindow + i] * (share * view[seen + i]);
                }
            }
        });
    }

    @Override
    public void finish(Window window) {
        window.forEachRow((inWindow, inScan, length) -> {
            for (int i = 0; i < length; i++) {
                sums[inScan + i] += weights[inWindow + i];
            }
        });
    }

    @Override
    public float[][] soFar() {
        return scores;
    }

    @Override
    public float[][] divided() {
        Lines.allCores().forEach((sums.length - 1) / VOXELS_IN_PIECE + 1, () -> piece -> {
            int first = piece * VOXELS_IN_PIECE;
            int end = first + Math.min(VOXELS_IN_PIECE, sums.length - first);
            for (int c = 0; c < scores.length; c++) {
                float[] ofClass = scores[c];
                for (int i = first; i < end; i++) {
                    ofClass[i] = sums[i] == 0 ? unseen[c] : ofClass[i] / sums[i];
                }
            }
        });
        return scores;
    }
}
