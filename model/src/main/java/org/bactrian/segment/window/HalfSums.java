package org.bactrian.segment.window;

import static org.bactrian.numeric.spline.Half.rounded;

import java.util.Arrays;
import org.bactrian.numeric.spline.Lines;

/**
 * Adds up in 16 bits, as nnU-Net's {@code _internal_predict_sliding_window_return_logits} does: the mean of a window's
 * mirrors and its product with the weights are of 32 bits; the sums of products and of weights are rounded after each window,
 * and their quotient once more. So the order of windows and mirrors counts: nnU-Net's is z before y before x.
 */
final class HalfSums implements WindowSums {

    private final float[] weights;
    private final int mirrors;
    private final float[] views;
    private final float[][] scores;
    private final float[] sums;

    /**
     * Sums over nothing yet.
     *
     * @param weights how much each place of the patch counts, x fastest; halves
     * @param mirrors under which every window is seen
     * @param voxels of the scan, each below a window at the end
     */
    HalfSums(float[] weights, int mirrors, int classes, int voxels) {
        this.weights = weights;
        this.mirrors = mirrors;
        this.views = new float[Math.multiplyExact(classes, weights.length)];
        this.scores = new float[classes][voxels];
        this.sums = new float[voxels];
    }

    @Override
    public void add(Window window, float[] view) {
        window.forEachRow((inWindow, inScan, length) -> {
            for (int c = 0; c < scores.length; c++) {
                int seen = c * weights.length + inWindow;
                for (int i = seen; i < seen + length; i++) {
                    views[i] += view[i];
                }
            }
        });
    }

    @Override
    public void finish(Window window) {
        window.forEachRow((inWindow, inScan, length) -> {
            for (int c = 0; c < scores.length; c++) {
                float[] sum = scores[c];
                int seen = c * weights.length + inWindow;
                for (int i = 0; i < length; i++) {
                    float product = views[seen + i] / mirrors * weights[inWindow + i];
                    sum[inScan + i] = rounded(sum[inScan + i] + product);
                }
            }
            for (int i = 0; i < length; i++) {
                sums[inScan + i] = rounded(sums[inScan + i] + weights[inWindow + i]);
            }
        });
        Arrays.fill(views, 0);
    }

    @Override
    public float[][] soFar() {
        return scores;
    }

    @Override
    public float[][] divided() {
        Lines.allCores().forEach(scores.length, () -> c -> {
            float[] ofClass = scores[c];
            for (int i = 0; i < ofClass.length; i++) {
                ofClass[i] = rounded(ofClass[i] / sums[i]);
            }
        });
        return scores;
    }
}
