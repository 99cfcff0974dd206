package org.bactrian.segment.window;

import static org.bactrian.numeric.spline.Half.rounded;

import java.util.function.IntConsumer;
import org.bactrian.numeric.spline.Lines;

/**
 * The mean of the scores of folds, each of which was blended by itself in 16 bits: sums and their quotient are rounded too, as
 * in nnU-Net's {@code predict_logits_from_preprocessed_data}. Memory: the scores of two folds.
 */
final class FoldMean {

    private float[][] sums = new float[0][0];
    private int folds;

    /** Adds the scores of a fold, {@code scores[class][voxel]}, which are used up. */
    void add(float[][] scores) {
        if (folds == 0) {
            sums = scores;
        } else {
            forEachClass(c -> {
                float[] sum = sums[c];
                for (int i = 0; i < sum.length; i++) {
                    sum[i] = rounded(sum[i] + scores[c][i]);
                }
            });
        }
        folds++;
    }

    /** The mean so far; the sums are used up. */
    float[][] mean() {
        if (folds > 1) {
            forEachClass(c -> {
                float[] sum = sums[c];
                for (int i = 0; i < sum.length; i++) {
                    sum[i] = rounded(sum[i] / folds);
                }
            });
        }
        return sums;
    }

    private void forEachClass(IntConsumer task) {
        Lines.allCores().forEach(sums.length, () -> task);
    }
}
