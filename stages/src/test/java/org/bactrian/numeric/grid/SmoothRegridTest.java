package org.bactrian.numeric.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.bactrian.numeric.spline.CubicBSpline;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.numeric.spline.ReferenceArrays;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SliceRule;
import org.bactrian.numeric.spline.SplineOrder;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmoothRegridTest {

    private static final ScoreRule CUBIC = ScoreRule.STANDARD.with(SliceOrders.CUBIC);

    private static final Geometry SCAN = Geometry.of(new Index3(11, 8, 9), new Spacing(1, 1.1, 2.2));
    private static final Geometry CROPPED = SCAN.subGrid(new Index3(1, 2, 0), new Index3(9, 5, 8));
    private static final Geometry NETWORK = CROPPED.resized(new Index3(6, 4, 5));
    private static final List<Geometry> GRIDS = List.of(SCAN, CROPPED, NETWORK);
    private static final Spacing ASKED = new Spacing(1, 1.4, 2.9);

    @ParameterizedTest
    @CsvSource({
        "o3_z0_where, CUBIC, NEAREST, WHERE_FAR_APART",
        "o3_z1_where, CUBIC, LINEAR, WHERE_FAR_APART",
        "o3_z3_where, CUBIC, CUBIC, WHERE_FAR_APART",
        "o1_z3_where, LINEAR, CUBIC, WHERE_FAR_APART",
        "o1_z1_where, LINEAR, LINEAR, WHERE_FAR_APART",
        "o1_z0_where, LINEAR, NEAREST, WHERE_FAR_APART",
        "o0_z1_where, NEAREST, LINEAR, WHERE_FAR_APART",
        "o0_z0_where, NEAREST, NEAREST, WHERE_FAR_APART",
        "o0_z0_never, NEAREST, NEAREST, NEVER",
        "o1_z0_never, LINEAR, NEAREST, NEVER",
        "o3_z0_never, CUBIC, NEAREST, NEVER"
    })
    void labelsOfScoresOfEveryOrderEqualNnUNetInEveryVoxel(
            String name, SplineOrder inPlane, SplineOrder across, SliceRule slices) {
        ReferenceArrays reference = new ReferenceArrays("scores_back.txt");
        Geometry scan = Geometry.of(reference.size(name), new Spacing(0.7, 1.1, 2.2));
        Geometry network = scan.resized(reference.size("logits_0"));
        ScoreRule rule = new ScoreRule(slices, false, false, new SliceOrders(inPlane, across));
        float[][] scores = {
            reference.volume("logits_0").voxels(),
            reference.volume("logits_1").voxels(),
            reference.volume("logits_2").voxels()
        };

        List<Geometry> grids = List.of(scan, network);
        Spacing asked = new Spacing(1.3, 1.2, 4);
        ScoreGrid back = rule.isSmooth()
                ? SmoothRegrid.backwards(grids, asked, rule).rounded()
                : Regrid.backwards(grids, asked, rule);

        assertThat(back.argMax(scores).bytes())
                .containsExactly(reference.labels(name).bytes());
    }

    @Test
    void everyClassComesBackAsAnImageDoesAndTheLargestWins() {
        float[][] scores = {noise(1), noise(2), noise(3)};
        float[][] twin = Arrays.stream(scores).map(SmoothRegridTest::resampled).toArray(float[][]::new);

        LabelMap labels = SmoothRegrid.backwards(GRIDS, ASKED, CUBIC).argMax(scores);

        for (int i = 0; i < twin[0].length; i++) {
            int best = twin[1][i] > twin[0][i] ? 1 : 0;
            best = twin[2][i] > twin[best][i] ? 2 : best;
            assertThat(inCrop(labels, i)).isEqualTo(best);
        }
        assertThat(labels.geometry()).isEqualTo(SCAN);
        assertThat(labels.at(0, 3, 3)).isZero();
        assertThat(labels.at(5, 1, 3)).isZero();
    }

    @Test
    void theLastRegionThatIsPositivePaints() {
        float[][] scores = {noise(1), noise(2)};
        float[][] twin = Arrays.stream(scores).map(SmoothRegridTest::resampled).toArray(float[][]::new);

        LabelMap labels = SmoothRegrid.backwards(GRIDS, ASKED, CUBIC).regions(scores, List.of(300, 4));

        for (int i = 0; i < twin[0].length; i++) {
            assertThat(inCrop(labels, i)).isEqualTo(twin[1][i] > 0 ? 4 : twin[0][i] > 0 ? 300 : 0);
        }
    }

    @Test
    void rowsHoldEveryClassAndWhatLiesOutsideHasTheScoreGiven() {
        float[][] scores = {noise(1), noise(2)};
        float[][] rows = new float[2][(int) SCAN.size().product()];

        SmoothRegrid.backwards(GRIDS, ASKED, CUBIC).forEachRow(scores, new double[] {5, -7}, (first, row) -> {
            for (int i = 0; i < row[0].length; i++) {
                rows[0][first + i] = (float) row[0][i];
                rows[1][first + i] = (float) row[1][i];
            }
        });

        assertThat(rows[0][0]).isEqualTo(5);
        assertThat(rows[1][0]).isEqualTo(-7);
        float[] twin = resampled(scores[1]);
        List<Float> inside = new ArrayList<>();
        for (int i = 0; i < twin.length; i++) {
            inside.add(rows[1][atScan(i)]);
        }
        assertThat(inside).containsExactlyElementsOf(Arrays.asList(boxed(twin)));
    }

    @Test
    void ofScoresThatRoundToTheSameHalfTheLowestClassWins() {
        float[] lower = filled(1);
        float[] higher = filled(1.0001f);

        SmoothRegrid exact = SmoothRegrid.backwards(GRIDS, ASKED, CUBIC);

        assertThat(exact.argMax(new float[][] {lower, higher}).at(5, 4, 4)).isEqualTo(1);
        assertThat(exact.rounded().argMax(new float[][] {lower, higher}).at(5, 4, 4))
                .isZero();
    }

    @Test
    void whatWasNotResampledComesBackAsItIs() {
        List<Geometry> grids = List.of(SCAN, CROPPED);
        float[][] scores = {new float[360], new float[360]};
        scores[1][9 * 5] = 1;

        LabelMap labels =
                SmoothRegrid.backwards(grids, CROPPED.spacing(), CUBIC).argMax(scores);

        assertThat(labels.at(1, 2, 1)).isEqualTo(1);
        assertThat(labels.at(2, 2, 1)).isZero();
    }

    @Test
    void whatOvershootsIsNotAMean() {
        assertThatThrownBy(() -> Regrid.backwards(GRIDS, ASKED, CUBIC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("means");
    }

    /** Of the network's grid on the cropped, where slices do not lie far apart. */
    private static float[] resampled(float[] scores) {
        ResampleRule rule = new ResampleRule(CROPPED.size(), OptionalInt.empty());
        return CubicBSpline.resize(new Volume(NETWORK, scores), rule, SliceOrders.CUBIC, Lines.allCores())
                .voxels();
    }

    private static int inCrop(LabelMap labels, int i) {
        Index3 at = CROPPED.size().voxelAt(i);
        return labels.at(at.x() + 1, at.y() + 2, at.z());
    }

    private static int atScan(int i) {
        Index3 at = CROPPED.size().voxelAt(i);
        return at.x() + 1 + SCAN.size().x() * (at.y() + 2 + SCAN.size().y() * at.z());
    }

    private static float[] noise(int seed) {
        Random random = new Random(seed);
        float[] scores = new float[(int) NETWORK.size().product()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) random.nextGaussian();
        }
        return scores;
    }

    private static float[] filled(float score) {
        float[] scores = new float[(int) NETWORK.size().product()];
        Arrays.fill(scores, score);
        return scores;
    }

    private static Float[] boxed(float[] scores) {
        Float[] boxed = new Float[scores.length];
        Arrays.setAll(boxed, i -> scores[i]);
        return boxed;
    }
}
