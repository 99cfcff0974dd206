package org.bactrian.segment.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.grid.Regrid;
import org.bactrian.segment.confidence.Agreement;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;

class ClassScoresTest {

    private static final Geometry SCAN = Geometry.of(new Index3(14, 12, 10), new Spacing(1, 1, 1.5));
    private static final Geometry CROPPED = SCAN.subGrid(new Index3(2, 1, 1), new Index3(10, 9, 8));
    private static final Geometry NETWORK = CROPPED.resized(new Index3(6, 5, 6));

    private static final Agreement ALONE = new Agreement(1);

    private final ClassScores scores = new NetworkScores(
            Regrid.backwards(List.of(SCAN, CROPPED, NETWORK)), Scoring.CLASSES, random(), ALONE, Optional.empty());

    @Test
    void probabilitiesOfAVoxelSumToOne() {
        float[][] probabilities = scores.probabilities();

        for (int voxel = 0; voxel < SCAN.size().product(); voxel++) {
            double sum = probabilities[0][voxel] + (double) probabilities[1][voxel] + probabilities[2][voxel];
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void theLabelIsTheMostProbableClass() {
        float[][] probabilities = scores.probabilities();

        LabelMap labels = scores.labels();
        for (int voxel = 0; voxel < labels.length(); voxel++) {
            int label = labels.at(voxel);
            for (float[] others : probabilities) {
                assertThat(probabilities[label][voxel]).isGreaterThanOrEqualTo(others[voxel]);
            }
        }
    }

    @Test
    void regionsArePaintedInTheirOrder() {
        Geometry three = Geometry.of(new Index3(3, 1, 1), new Spacing(1, 1, 1));
        float[][] regions = {{1, 1, -1}, {-1, 2, -1}};

        LabelMap labels = new NetworkScores(
                        Regrid.backwards(List.of(three)),
                        new Scoring(Ensemble.ALONE, List.of(1, 2)),
                        regions,
                        ALONE,
                        Optional.empty())
                .labels();

        assertThat(labels.bytes()).containsExactly(1, 2, 0);
    }

    @Test
    void ofClassesThatAreInterpolatedToTheSameHalfTheLowestWins() {
        NetworkScores scores = interpolated(Scoring.CLASSES, new float[][] {{1000, 1000}, {1000, 1000.5f}});

        // In between lie 1000, 1000.125, 1000.375 and 1000.5: halves around 1000 are 0.5 apart.
        assertThat(scores.labels().bytes()).containsExactly(0, 1, 1, 1);
        assertThat(scores.rounded().labels().bytes()).containsExactly(0, 0, 1, 1);
    }

    @Test
    void interpolatedScoresAreRoundedToHalvesBeforeTheyBecomeProbabilities() {
        NetworkScores scores = interpolated(Scoring.CLASSES, new float[][] {{1000, 1000}, {1000, 1000.5f}});

        float[] ofClass = scores.rounded().probabilities()[1];

        float certain = (float) (1 / (1 + Math.exp(-0.5)));
        assertThat(ofClass).containsExactly(0.5f, 0.5f, certain, certain);
    }

    @Test
    void roundedRegionsArePaintedInTheirOrder() {
        Scoring regions = new Scoring(Ensemble.ALONE, List.of(1, 2));
        NetworkScores scores = interpolated(regions, new float[][] {{1, 1}, {-1, 1}});

        assertThat(scores.rounded().labels().bytes()).containsExactly(1, 1, 2, 2);
    }

    /** Scores of two voxels that become four: the first, a quarter and three quarters of the way, the last. */
    private static NetworkScores interpolated(Scoring scoring, float[][] scores) {
        Geometry four = Geometry.of(new Index3(4, 1, 1), new Spacing(1, 1, 1));
        Regrid back = Regrid.backwards(List.of(four, four.resized(new Index3(2, 1, 1))));
        return new NetworkScores(back, scoring, scores, ALONE, Optional.empty());
    }

    @Test
    void whatWasCutOffIsBackgroundForSure() {
        float[][] probabilities = scores.probabilities();

        assertThat(probabilities[0][0]).isEqualTo(1);
        assertThat(probabilities[1][0]).isZero();
        assertThat(probabilities[2][0]).isZero();
    }

    @Test
    void largeScoresDoNotOverflow() {
        float[][] large = {{1e4f}, {-1e4f}, {1e4f}};
        Geometry one = Geometry.of(new Index3(1, 1, 1), new Spacing(1, 1, 1));

        float[][] probabilities = new NetworkScores(
                        Regrid.backwards(List.of(one)), Scoring.CLASSES, large, ALONE, Optional.empty())
                .probabilities();

        assertThat(probabilities[0][0]).isEqualTo(0.5f);
        assertThat(probabilities[1][0]).isZero();
    }

    private static float[][] random() {
        Random random = new Random(5);
        float[][] scores = new float[3][(int) NETWORK.size().product()];
        for (float[] classScores : scores) {
            for (int i = 0; i < classScores.length; i++) {
                classScores[i] = (float) (4 * random.nextGaussian());
            }
        }
        return scores;
    }
}
