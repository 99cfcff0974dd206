package org.bactrian.numeric.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.bactrian.numeric.spline.AxisWeights;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Labels from scores against a twin that interpolates every class at every voxel. */
class ScoreLabelsTest {

    private static final List<String> ORIENTATIONS = List.of("RAS", "LPS", "SAR", "PIR", "ILA", "ASL");

    @RepeatedTest(120)
    void theLargestScoreWinsAsIfEveryVoxelHadBeenInterpolated(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Regrid back = randomRegrid(random);
        float[][] scores = randomScores(back.from(), 1 + random.nextInt(5), random);

        for (int threads : new int[] {1, 2, 7}) {
            LabelMap labels = back.argMax(scores, Lines.withThreads(threads));

            assertThat(labels.bytes()).isEqualTo(twin(back, values -> largest(values), scores));
        }
    }

    @RepeatedTest(120)
    void regionsArePaintedAsIfEveryVoxelHadBeenInterpolated(RepetitionInfo repetition) {
        Random random = new Random(900 + repetition.getCurrentRepetition());
        Regrid back = randomRegrid(random);
        float[][] scores = randomScores(back.from(), 1 + random.nextInt(4), random);
        for (float[] region : scores) {
            for (int i = 0; i < region.length; i++) {
                region[i] -= 2;
            }
        }
        List<Integer> order = new ArrayList<>(List.of(3, 1, 4, 2).subList(0, scores.length));
        Collections.shuffle(order, random);

        for (int threads : new int[] {1, 2, 7}) {
            LabelMap labels = back.regions(scores, order, Lines.withThreads(threads));

            assertThat(labels.bytes()).isEqualTo(twin(back, values -> painted(values, order), scores));
        }
    }

    @Test
    void aClassThatWinsNowhereMayWinInBetween() {
        Geometry network = Geometry.of(new Index3(2, 1, 1), new Spacing(2, 2, 2));
        Geometry scan = network.resized(new Index3(6, 1, 1));
        float[][] scores = {{10, 0}, {0, 10}, {8, 8}};

        LabelMap labels = Regrid.between(network, scan).argMax(scores);

        assertThat(labels.bytes()).containsExactly(0, 0, 2, 2, 1, 1);
    }

    @Test
    void scoresThatAreNoNumbersNeverWin() {
        Geometry network = Geometry.of(new Index3(3, 1, 1), new Spacing(2, 2, 2));
        float nan = Float.NaN;
        float[][] scores = {{nan, 1, nan}, {0, 0, nan}, {nan, nan, nan}};

        LabelMap labels = Regrid.between(network, network).argMax(scores);

        assertThat(labels.bytes()).containsExactly(1, 0, 0);
    }

    @Test
    void asManyLabelsAsNnUNetPutsInAByteAreNarrow() {
        Geometry grid = Geometry.of(new Index3(1, 1, 1), new Spacing(1, 1, 1));
        Regrid same = Regrid.between(grid, grid);

        assertThat(same.argMax(new float[255][1]).isWide()).isFalse();
        assertThat(same.argMax(new float[256][1]).isWide()).isTrue();
        assertThat(same.regions(new float[][] {{1}}, List.of(254)).isWide()).isFalse();
        assertThat(same.regions(new float[][] {{1}}, List.of(300)).at(0)).isEqualTo(300);
    }

    @Test
    void regionsWithoutALabelAreRefused() {
        Geometry grid = Geometry.of(new Index3(1, 1, 1), new Spacing(1, 1, 1));

        assertThatThrownBy(() -> Regrid.between(grid, grid).regions(new float[2][1], List.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a label of 0 to 65535 for each of 2 regions, got [1]");
    }

    @Test
    void aGridOfMoreVoxelsThanAMapHoldsIsRefused() {
        Geometry network = Geometry.of(new Index3(2, 2, 2), new Spacing(1000, 1000, 300));
        Regrid back = Regrid.between(network, network.resized(new Index3(2000, 2000, 600)));

        assertThatThrownBy(() -> back.argMax(new float[1][8]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 2147483639 voxels, 2000 x 2000 x 600 are 2400000000");
    }

    private interface Decision {
        int of(double[] values);
    }

    private static int largest(double[] values) {
        int best = 0;
        for (int c = 1; c < values.length; c++) {
            best = values[c] > values[best] ? c : best;
        }
        return best;
    }

    private static int painted(double[] values, List<Integer> order) {
        int label = 0;
        for (int c = 0; c < values.length; c++) {
            label = values[c] > 0 ? order.get(c) : label;
        }
        return label;
    }

    private static byte[] twin(Regrid back, Decision decision, float[][] scores) {
        Index3 size = back.to().size();
        byte[] labels = new byte[(int) size.product()];
        for (int i = 0; i < labels.length; i++) {
            Index3 at = size.voxelAt(i);
            if (isInside(back.weights(), at)) {
                double[] values = new double[scores.length];
                for (int c = 0; c < scores.length; c++) {
                    values[c] = interpolated(back, scores[c], at);
                }
                labels[i] = (byte) decision.of(values);
            }
        }
        return labels;
    }

    private static boolean isInside(Weights3 weights, Index3 at) {
        return weights.x().nearest(at.x()) != AxisWeights.OUTSIDE
                && weights.y().nearest(at.y()) != AxisWeights.OUTSIDE
                && weights.z().nearest(at.z()) != AxisWeights.OUTSIDE;
    }

    private static double interpolated(Regrid back, float[] scores, Index3 at) {
        AxisWeights alongX = back.weights().x();
        double value = 0;
        for (int tap = alongX.begin(at.x()); tap < alongX.end(at.x()); tap++) {
            value += alongX.weight(tap) * column(back, scores, alongX.index(tap), at);
        }
        return value;
    }

    private static double column(Regrid back, float[] scores, int x, Index3 at) {
        AxisWeights alongY = back.weights().y();
        AxisWeights alongZ = back.weights().z();
        double value = 0;
        for (int z = alongZ.begin(at.z()); z < alongZ.end(at.z()); z++) {
            for (int y = alongY.begin(at.y()); y < alongY.end(at.y()); y++) {
                int place = x * back.source().strides().x()
                        + alongY.index(y) * back.source().strides().y()
                        + alongZ.index(z) * back.source().strides().z();
                value += alongZ.weight(z) * alongY.weight(y) * scores[place];
            }
        }
        return value;
    }

    /** Crops, turns, axes of one voxel, thick slices; sometimes the scan lies quite elsewhere. */
    private static Regrid randomRegrid(Random random) {
        IntSupplier length = () -> random.nextInt(4) == 0 ? 1 : 2 + random.nextInt(11);
        Spacing spacing = new Spacing(1, 1, random.nextInt(4) == 0 ? 5 : 1.5);
        Geometry scan = Geometry.of(new Index3(length.getAsInt(), length.getAsInt(), length.getAsInt()), spacing);
        String letters = ORIENTATIONS.get(random.nextInt(ORIENTATIONS.size()));
        Geometry turned = AxisOrder.towards(letters, scan.direction()).of(scan);
        Index3 size = turned.size();
        Index3 start = new Index3(random.nextInt(size.x()), random.nextInt(size.y()), random.nextInt(size.z()));
        Geometry cut = turned.subGrid(
                start,
                new Index3(
                        1 + random.nextInt(size.x() - start.x()),
                        1 + random.nextInt(size.y() - start.y()),
                        1 + random.nextInt(size.z() - start.z())));
        Geometry network = cut.resized(new Index3(length.getAsInt(), length.getAsInt(), length.getAsInt()));
        return Regrid.backwards(List.of(scan, turned, cut, network));
    }

    /** Blobs of one winner, with whole numbers among the scores, so that ties are common. */
    private static float[][] randomScores(Geometry grid, int classes, Random random) {
        Index3 size = grid.size();
        boolean whole = random.nextBoolean();
        double noise = random.nextInt(4);
        int coarse = 1 + random.nextInt(5);
        float[][] scores = new float[classes][(int) size.product()];
        int[] winners = random.ints(13 * 13 * 13, 0, classes).toArray();
        for (int i = 0; i < size.product(); i++) {
            Index3 at = size.voxelAt(i);
            int blob = at.x() / coarse + 13 * (at.y() / coarse + 13 * (at.z() / coarse));
            for (int c = 0; c < classes; c++) {
                double score = (winners[blob] == c ? 4 : 0) + noise * random.nextGaussian();
                scores[c][i] = (float) (whole ? Math.rint(score) : score);
            }
        }
        return scores;
    }
}
