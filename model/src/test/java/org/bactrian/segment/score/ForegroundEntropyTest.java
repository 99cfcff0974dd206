package org.bactrian.segment.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bactrian.checkpoint.Scoring;
import org.junit.jupiter.api.Test;

class ForegroundEntropyTest {

    private static final int VOXELS = 300_000;

    @Test
    void whereForegroundIsSparseEachOfItsVoxelsCounts() {
        float[][] scores = random(voxel -> voxel % 100 == 0);

        ForegroundEntropy entropy = ForegroundEntropy.of(new Probabilities(Scoring.CLASSES), scores);

        assertThat(entropy.voxels()).isEqualTo(VOXELS / 100);
        assertThat(entropy.mean().orElseThrow()).isCloseTo(slowMean(scores), within(1e-12));
    }

    @Test
    void whereAllIsForegroundASampleTellsTheMean() {
        float[][] scores = random(voxel -> true);

        ForegroundEntropy entropy = ForegroundEntropy.of(new Probabilities(Scoring.CLASSES), scores);

        assertThat(entropy.voxels()).isEqualTo(VOXELS);
        assertThat(entropy.mean().orElseThrow()).isCloseTo(slowMean(scores), within(3e-3));
    }

    private interface Choice {
        boolean isForeground(int voxel);
    }

    /** Two classes; the foreground grows surer along the scan, by chance now and then less so. */
    private static float[][] random(Choice choice) {
        Random random = new Random(5);
        float[][] scores = new float[2][VOXELS];
        for (int at = 0; at < VOXELS; at++) {
            float size = (0.1f + random.nextFloat()) * at / VOXELS + 1e-3f;
            scores[1][at] = choice.isForeground(at) ? size : -size;
        }
        return scores;
    }

    /** In nats over ln 2: {@code H(p) = -p ln p - (1-p) ln(1-p)}, {@code p} the logistic function of the difference. */
    private static double slowMean(float[][] scores) {
        double sum = 0;
        int foreground = 0;
        for (int at = 0; at < VOXELS; at++) {
            if (scores[1][at] > scores[0][at]) {
                double p = 1 / (1 + Math.exp(scores[0][at] - scores[1][at]));
                sum += -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
                foreground++;
            }
        }
        return sum / foreground;
    }
}
