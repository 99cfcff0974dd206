package org.bactrian.numeric.spline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LabelResizeTest {

    @RepeatedTest(30)
    void theLabelWithTheLargestInterpolatedIndicatorWins(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        LabelMap labels = random(randomSize(random, 6), 4, random);
        Index3 to = randomSize(random, 11);

        LabelMap resized = LabelResize.resize(labels, ResampleRule.joint(to));

        for (int z = 0; z < to.z(); z++) {
            for (int y = 0; y < to.y(); y++) {
                for (int x = 0; x < to.x(); x++) {
                    double[] scores = scores(labels, to, x, y, z);
                    int winner = resized.at(x, y, z);
                    for (int label = 0; label < scores.length; label++) {
                        assertThat(scores[label]).isLessThanOrEqualTo(scores[winner] + 1e-12);
                    }
                }
            }
        }
    }

    @Test
    void ofTiedLabelsTheNearestVoxelsWins() {
        LabelMap labels = labels(new Index3(2, 1, 1), 7, 3);

        LabelMap middle = LabelResize.resize(labels, ResampleRule.joint(new Index3(1, 1, 1)));

        // Half way between two voxels the higher one is the nearest.
        assertThat(middle.at(0)).isEqualTo(3);
    }

    @Test
    void whereTheNearestVoxelHasLostTheSmallestOfTheTiedWins() {
        LabelMap labels = labels(new Index3(2, 2, 2), 3, 1, 1, 1, 2, 2, 2, 3);

        LabelMap middle = LabelResize.resize(labels, ResampleRule.joint(new Index3(1, 1, 1)));

        assertThat(middle.at(0)).isEqualTo(1);
    }

    /** The counts are those of skimage 0.26 (scipy 1.17), whose sums leave neither label with half of the share at nine voxels. */
    @Test
    void tiesAtTheFacesAreThoseOfScipy() {
        Geometry grid = Geometry.of(new Index3(35, 18, 6), new Spacing(1, 1, 1));
        byte[] board = new byte[35 * 18 * 6];
        for (int i = 0; i < board.length; i++) {
            board[i] = (byte) ((i % 35 + i / 35 % 18) % 2 + 1);
        }

        LabelMap resized = LabelResize.resize(
                LabelMap.of(grid, board),
                ResampleRule.joint(new Index3(34, 21, 25)),
                LabelRule.THRESHOLD,
                Lines.allCores());

        int[] counts = new int[3];
        for (int i = 0; i < resized.length(); i++) {
            counts[resized.at(i)]++;
        }
        assertThat(counts).containsExactly(9, 7677, 10164);
    }

    @Test
    void labelsThatLieBetweenOthersDoNotAppear() {
        LabelMap labels = labels(new Index3(4, 1, 1), 0, 0, 2, 2);

        LabelMap resized = LabelResize.resize(labels, ResampleRule.joint(new Index3(41, 3, 5)));

        assertThat(resized.bytes()).containsOnly(0, 2);
    }

    @Test
    void moreThan255LabelsKeepTheirNumbers() {
        short[] wide = {300, (short) 65535, 300, 0};
        LabelMap labels = LabelMap.of(Geometry.of(new Index3(4, 1, 1), new Spacing(1, 1, 1)), wide);

        LabelMap resized = LabelResize.resize(labels, ResampleRule.joint(new Index3(12, 1, 1)));

        TreeSet<Integer> found = new TreeSet<>();
        for (int i = 0; i < resized.length(); i++) {
            found.add(resized.at(i));
        }
        assertThat(found).containsExactly(0, 300, 65535);
    }

    @Test
    void theNumberOfThreadsDoesNotChangeALabel() {
        LabelMap labels = random(new Index3(20, 15, 13), 5, new Random(9));
        ResampleRule rule = new ResampleRule(new Index3(33, 9, 17), OptionalInt.of(1));
        byte[] alone = LabelResize.resize(labels, rule, Lines.withThreads(1)).bytes();

        for (int threads : new int[] {2, 7}) {
            assertThat(LabelResize.resize(labels, rule, Lines.withThreads(threads))
                            .bytes())
                    .isEqualTo(alone);
        }
    }

    /** The plain definition: the share of every label among the eight voxels around, clamped at the border. */
    private static double[] scores(LabelMap labels, Index3 to, int x, int y, int z) {
        Index3 size = labels.geometry().size();
        double[] at = {position(size.x(), to.x(), x), position(size.y(), to.y(), y), position(size.z(), to.z(), z)};
        double[] scores = new double[8];
        for (int corner = 0; corner < 8; corner++) {
            double weight = 1;
            int[] voxel = new int[3];
            for (int axis = 0; axis < 3; axis++) {
                int step = corner >> axis & 1;
                int below = (int) at[axis];
                double fraction = at[axis] - below;
                voxel[axis] = Math.min(size.along(axis) - 1, below + step);
                weight *= step == 0 ? 1 - fraction : fraction;
            }
            scores[labels.at(voxel[0], voxel[1], voxel[2])] += weight;
        }
        return scores;
    }

    private static double position(int from, int to, int o) {
        return Math.min(from - 1.0, Math.max(0, (o + 0.5) * from / to - 0.5));
    }

    private static LabelMap labels(Index3 size, int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return LabelMap.of(Geometry.of(size, new Spacing(1, 1, 1)), bytes);
    }

    private static LabelMap random(Index3 size, int labels, Random random) {
        return labels(size, random.ints(size.product(), 0, labels).toArray());
    }

    private static Index3 randomSize(Random random, int most) {
        return new Index3(1 + random.nextInt(most), 1 + random.nextInt(most), 1 + random.nextInt(most));
    }
}
