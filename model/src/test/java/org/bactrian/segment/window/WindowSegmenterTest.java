package org.bactrian.segment.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.numeric.spline.Half;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SliceRule;
import org.bactrian.segment.score.NetworkScores;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSegmenterTest {

    private static final Geometry SCAN = Geometry.of(new Index3(60, 50, 40), new Spacing(1, 1, 1.5));
    private static final Geometry CROPPED = SCAN.subGrid(new Index3(6, 4, 2), new Index3(48, 40, 36));
    private static final Geometry NETWORK = CROPPED.resized(new Index3(32, 27, 30));

    private static final WindowSettings ROUNDED = new WindowSettings(0.5, false, false, Blend.HALF);

    private static final Vector3 CENTRE = new Vector3(28, 24, 29);
    private static final double RADIUS_MM = 12;

    @Test
    void aBallComesBackOnTheScansGrid() {
        Case prepared = Case.of("ball", ball(SCAN))
                .onto(List.of(ball(CROPPED)), Optional.empty())
                .onto(List.of(ball(NETWORK)), Optional.empty());
        WindowSegmenter segmenter = segmenter(model(), new WindowSettings(0.5, false));

        LabelMap labels = segmenter.score(prepared, WindowProgress.NONE).labels();

        assertThat(labels.geometry()).isEqualTo(SCAN);
        assertThat(dice(labels)).isGreaterThan(0.97);
    }

    @Test
    void aVoxelThatIsNoNumberIsRefused() {
        float[] voxels = filled(NETWORK, 1);
        voxels[7] = Float.NaN;
        Case prepared = Case.of("hole", new Volume(NETWORK, voxels));
        WindowSegmenter segmenter = segmenter(model(), WindowSettings.STANDARD);

        assertThatThrownBy(() -> segmenter.score(prepared, WindowProgress.NONE))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("hole: intensity is NaN, expected a finite number in every voxel");
    }

    @Test
    void whatWasCutOffIsBackground() {
        Volume everywhere = new Volume(NETWORK, filled(NETWORK, 1));
        Case prepared = Case.of("everywhere", new Volume(SCAN, filled(SCAN, 1)))
                .onto(List.of(new Volume(CROPPED, filled(CROPPED, 1))), Optional.empty())
                .onto(List.of(everywhere), Optional.empty());
        WindowSegmenter segmenter = segmenter(model(), WindowSettings.STANDARD);

        LabelMap labels = segmenter.score(prepared, WindowProgress.NONE).labels();

        assertThat(labels.at(5, 20, 20)).isZero();
        assertThat(labels.at(6, 20, 20)).isEqualTo(1);
        assertThat(labels.at(53, 20, 20)).isEqualTo(1);
        assertThat(labels.at(54, 20, 20)).isZero();
    }

    @Test
    void interpolatedScoresAreHalvesUnlessTorchInterpolates() {
        Case prepared = Case.of("ball", ball(CROPPED)).onto(List.of(ball(NETWORK)), Optional.empty());
        Scoring torch = new Scoring(Ensemble.ALONE, List.of(), new ScoreRule(SliceRule.WHERE_FAR_APART, true));

        float[][] splines =
                segmenter(model(), ROUNDED).score(prepared, WindowProgress.NONE).probabilities();
        float[][] linear = segmenter(model(torch), ROUNDED)
                .score(prepared, WindowProgress.NONE)
                .probabilities();

        assertThat(farthestFromHalves(splines)).isLessThan(1e-5);
        assertThat(farthestFromHalves(linear)).isGreaterThan(4e-4);
    }

    /** Of scores between 1 and 2, where halves are 1/1024 apart. */
    private static double farthestFromHalves(float[][] probabilities) {
        double farthest = 0;
        for (int i = 0; i < probabilities[0].length; i++) {
            double score = Math.log(probabilities[1][i] / (double) probabilities[0][i]);
            if (score > 1 && score < 2) {
                farthest = Math.max(farthest, Math.abs(score - Half.rounded(score)));
            }
        }
        return farthest;
    }

    @Test
    void membersThatAreRoundedSeeTheScanOneAfterTheOther() {
        Case prepared = Case.of("ball", ball(NETWORK));
        PatchScores alike = WindowSegmenterTest::insideAgainstOutside;
        PatchScores unsure = patch -> new float[2 * patch.length];
        List<String> told = new ArrayList<>();

        NetworkScores twice = new WindowSegmenter(twoMembers(), ROUNDED, List.of(alike, alike))
                .score(prepared, (done, total) -> told.add(done + "/" + total));
        NetworkScores halfAsSure =
                new WindowSegmenter(twoMembers(), ROUNDED, List.of(alike, unsure)).score(prepared, WindowProgress.NONE);

        float[] once =
                segmenter(model(), ROUNDED).score(prepared, WindowProgress.NONE).probabilities()[1];
        assertThat(twice.probabilities()[1]).isEqualTo(once);
        assertThat(logit(halfAsSure.probabilities()[1][0])).isCloseTo(logit(once[0]) / 2, within(1e-4));
        assertThat(told).startsWith("1/126").endsWith("126/126");
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    @Test
    void scoresThatHalvesDoNotHoldAreRefused() {
        Case prepared = Case.of("bright", new Volume(NETWORK, filled(NETWORK, 1e6f)));
        WindowSegmenter segmenter = segmenter(model(), ROUNDED);

        assertThatThrownBy(() -> segmenter.score(prepared, WindowProgress.NONE))
                .isInstanceOf(BadCaseException.class)
                .hasMessage("bright: scores is Infinity, expected sums that 16 bits hold, up to 65504; windows blend in"
                        + " float too");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void oneScoreThatIsNoFiniteNumberIsRefused(float bad) {
        PatchScores network = patch -> {
            float[] scores = insideAgainstOutside(patch);
            scores[scores.length - 1] = bad;
            return scores;
        };
        WindowSegmenter segmenter = new WindowSegmenter(model(), new WindowSettings(0.5, false), List.of(network));

        assertThatThrownBy(() -> segmenter.score(Case.of("ball", ball(NETWORK)), WindowProgress.NONE))
                .isInstanceOf(BadCaseException.class)
                .hasMessage("ball: scores is " + bad + ", expected a finite number");
    }

    @Test
    void anotherNumberOfChannelsIsRefused() {
        Volume channel = ball(NETWORK);
        Case twoChannels = Case.of("two", List.of(channel, channel));
        WindowSegmenter segmenter = segmenter(model(), WindowSettings.STANDARD);

        assertThatThrownBy(() -> segmenter.score(twoChannels, WindowProgress.NONE))
                .isInstanceOf(BadCaseException.class)
                .hasMessage("two: channels is 2, expected 1, as the model was trained with");
    }

    @Test
    void aSingleSliceIsPaddedToThePatch() {
        Geometry slice = Geometry.of(new Index3(60, 50, 1), new Spacing(1, 1, 5));
        WindowSegmenter segmenter = segmenter(model(), WindowSettings.STANDARD);

        LabelMap labels = segmenter
                .score(Case.of("slice", new Volume(slice, filled(slice, 1))), WindowProgress.NONE)
                .labels();

        assertThat(labels.geometry()).isEqualTo(slice);
        assertThat(labels.bytes()).containsOnly(1);
    }

    @Test
    void scoresThatGoBackBySplinesAreRoundedWhereWindowsAre() {
        Case prepared = Case.of("ball", ball(CROPPED)).onto(List.of(ball(NETWORK)), Optional.empty());
        Scoring cubic = new Scoring(Ensemble.ALONE, List.of(), ScoreRule.STANDARD.with(SliceOrders.CUBIC));

        NetworkScores rounded = segmenter(model(cubic), ROUNDED).score(prepared, WindowProgress.NONE);
        NetworkScores exact = segmenter(model(cubic), WindowSettings.STANDARD).score(prepared, WindowProgress.NONE);

        assertThat(farthestFromHalves(rounded.probabilities())).isLessThan(1e-5);
        assertThat(farthestFromHalves(exact.probabilities())).isGreaterThan(4e-4);
        assertThat(dice(exact.labels())).isGreaterThan(0.98);
    }

    /** Two classes: 0 for background, the intensity for what is inside. */
    private static float[] insideAgainstOutside(float[] patch) {
        float[] scores = new float[2 * patch.length];
        System.arraycopy(patch, 0, scores, patch.length, patch.length);
        return scores;
    }

    /** Millimetres to the surface of a ball, positive inside. */
    private static Volume ball(Geometry grid) {
        float[] voxels = new float[(int) grid.size().product()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) (RADIUS_MM - position(grid, i).plus(-1, CENTRE).length());
        }
        return new Volume(grid, voxels);
    }

    private static Vector3 position(Geometry grid, int i) {
        int x = grid.size().x();
        int y = grid.size().y();
        int z = i / (x * y);
        return grid.position(i % x, i / x % y, z);
    }

    private static double dice(LabelMap labels) {
        int both = 0;
        int sum = 0;
        for (int i = 0; i < labels.length(); i++) {
            boolean truth = position(labels.geometry(), i).plus(-1, CENTRE).length() < RADIUS_MM;
            both += truth && labels.at(i) == 1 ? 1 : 0;
            sum += (truth ? 1 : 0) + labels.at(i);
        }
        return 2.0 * both / sum;
    }

    private static float[] filled(Geometry grid, float value) {
        float[] voxels = new float[(int) grid.size().product()];
        Arrays.fill(voxels, value);
        return voxels;
    }

    private static WindowSegmenter segmenter(ModelBundle.Description model, WindowSettings settings) {
        return new WindowSegmenter(model, settings, List.of(WindowSegmenterTest::insideAgainstOutside));
    }

    private static ModelBundle.Description model() {
        return model(Scoring.CLASSES);
    }

    private static ModelBundle.Description twoMembers() {
        return model(Scoring.CLASSES.withMembers(2));
    }

    private static ModelBundle.Description model(Scoring scoring) {
        return new ModelBundle.Description(
                plan(),
                scoring,
                List.of("background", "ball"),
                List.of(),
                List.of(),
                Provenance.of(Map.of(), Map.of()));
    }

    private static UNetPlan plan() {
        return new UNetPlan(
                NETWORK.spacing(),
                new Index3(16, 16, 8),
                1,
                2,
                List.of(2, 4),
                List.of(new Index3(1, 1, 1), new Index3(2, 2, 2)),
                List.of(new Index3(3, 3, 3), new Index3(3, 3, 3)),
                List.of(1, 1),
                List.of(1),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0, 1, 2));
    }
}
