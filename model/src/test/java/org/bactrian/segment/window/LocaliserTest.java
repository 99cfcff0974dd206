package org.bactrian.segment.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.grid.Box;
import org.bactrian.segment.confidence.Coverage;
import org.bactrian.segment.score.ClassScores;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;

/** The network takes intensity for kidney; how sure it is depends on the place in the window, so that every window counts. */
class LocaliserTest {

    private static final Geometry GRID = Geometry.of(new Index3(80, 40, 96), new Spacing(4, 4, 4));
    private static final Index3 PATCH = new Index3(16, 16, 16);
    private static final int VOXELS = (int) PATCH.product();
    private static final Vector3 LEFT = new Vector3(220, 80, 200);
    private static final Vector3 RIGHT = new Vector3(90, 80, 180);
    private static final double RADIUS_MM = 22;

    private static final WindowSettings WHOLE = new WindowSettings(0.5, true);
    private static final WindowSettings LOCALISED = new WindowSettings(0.5, true, true);

    /** 9 x 4 x 11 windows at half a patch, 5 x 3 x 6 side by side. */
    private static final int WINDOWS = 396;

    private static final int SIDE_BY_SIDE = 90;
    private static final int MIRRORS = 8;

    private int patches;

    @Test
    void twoKidneysAreLabelledAsInAFullRunForAFractionOfThePatches() {
        Case scan = scan(4, LEFT, RIGHT);

        ClassScores whole = score(scan, WHOLE);
        int patchesOfAll = patches;
        ClassScores localised = score(scan, LOCALISED);

        assertThat(localised.labels().bytes()).isEqualTo(whole.labels().bytes());
        assertThat(localised.labels().largest()).isEqualTo(1);
        assertThat(localised.certainty().entropy()).isEqualTo(whole.certainty().entropy());
        Coverage coverage = localised.certainty().coverage().orElseThrow();
        assertThat(coverage.whole()).isEmpty();
        assertThat(coverage.windows()).isEqualTo(WINDOWS);
        assertThat(patchesOfAll).isEqualTo(MIRRORS * WINDOWS);
        assertThat(patches)
                .isEqualTo(SIDE_BY_SIDE + MIRRORS * coverage.looked())
                .isLessThan(patchesOfAll / 2);
    }

    @Test
    void aroundWhatWasFoundProbabilitiesAreThoseOfAFullRunToTheLastBit() {
        Case scan = scan(4, LEFT, RIGHT);

        float[][] whole = score(scan, WHOLE).probabilities();
        float[][] localised = score(scan, LOCALISED).probabilities();

        int checked = 0;
        for (int i = 0; i < GRID.size().product(); i++) {
            Vector3 at = position(i);
            if (Math.min(distance(at, LEFT), distance(at, RIGHT)) < RADIUS_MM + Bodies.MARGIN_MM) {
                assertThat(localised[1][i]).isEqualTo(whole[1][i]);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(2000);
    }

    @Test
    void whatWasNotLookedAtIsBackgroundForSure() {
        float[][] localised = score(scan(4, LEFT, RIGHT), LOCALISED).probabilities();

        int lastVoxel = (int) GRID.size().product() - 1;
        assertThat(localised[0][lastVoxel]).isEqualTo(1);
        assertThat(localised[1][lastVoxel]).isLessThan(1e-8f);
    }

    @Test
    void aScanInWhichNothingIsFoundIsLookedAtAsAWhole() {
        Coverage coverage = score(scan(4), LOCALISED).certainty().coverage().orElseThrow();

        assertThat(coverage)
                .isEqualTo(new Coverage(
                        WINDOWS, WINDOWS, Optional.of("the first look found 0 of 2 bodies of 20 ml or more")));
        assertThat(patches).isEqualTo(SIDE_BY_SIDE + MIRRORS * WINDOWS);
    }

    @Test
    void aPatientWithOneKidneyIsLookedAtAsAWholeInCaseTheOtherWasMissed() {
        Coverage coverage =
                score(scan(4, RIGHT), LOCALISED).certainty().coverage().orElseThrow();

        assertThat(coverage.looked()).isEqualTo(WINDOWS);
        assertThat(coverage.whole()).contains("the first look found 1 of 2 bodies of 20 ml or more");
    }

    @Test
    void aFirstLookThatIsNotSureIsNotTrusted() {
        Coverage coverage =
                score(scan(0.1f, LEFT, RIGHT), LOCALISED).certainty().coverage().orElseThrow();

        assertThat(coverage.looked()).isEqualTo(WINDOWS);
        assertThat(coverage.whole().orElseThrow())
                .startsWith("entropy of the first look is ")
                .endsWith("expected at most 0.25");
    }

    @Test
    void aFirstLookThatTakesMoreThanAQuarterIsSpared() {
        Coverage coverage = score(scan(4, LEFT, RIGHT), new WindowSettings(1, false, true))
                .certainty()
                .coverage()
                .orElseThrow();

        assertThat(patches).isEqualTo(SIDE_BY_SIDE);
        assertThat(coverage.whole()).contains("the scan is too small for a first look to pay");
    }

    @Test
    void inACascadeTheNetworkBeforeHasLookedAlready() {
        Case image = scan(4, LEFT, RIGHT);
        Case withLabels = image.withChannels(List.of(image.channels().get(0), indicator(image)));
        StageSpec labels = new StageSpec("labels-to-channels", Map.of("labels", List.of(1)));

        ClassScores whole = score(withLabels, model(2, List.of(labels), Scoring.CLASSES), WHOLE);
        ClassScores localised = score(withLabels, model(2, List.of(labels), Scoring.CLASSES), LOCALISED);

        Coverage coverage = localised.certainty().coverage().orElseThrow();
        assertThat(coverage.whole()).isEmpty();
        assertThat(patches).isEqualTo(MIRRORS * coverage.looked()).isLessThan(MIRRORS * WINDOWS / 2);
        assertThat(localised.labels().bytes()).isEqualTo(whole.labels().bytes());
    }

    @Test
    void regionsAreFoundTooAndBackgroundWhereNotLookedAt() {
        Scoring regions = new Scoring(Ensemble.ALONE, List.of(1, 2));
        Case scan = scan(4, LEFT, RIGHT);

        ClassScores whole = score(scan, model(1, List.of(), regions), WHOLE);
        ClassScores localised = score(scan, model(1, List.of(), regions), LOCALISED);

        assertThat(localised.certainty().coverage().orElseThrow().looked()).isLessThan(WINDOWS / 2);
        assertThat(localised.labels().bytes()).isEqualTo(whole.labels().bytes());
        int lastVoxel = (int) GRID.size().product() - 1;
        assertThat(localised.probabilities()[1][lastVoxel]).isLessThan(1e-8f);
    }

    @Test
    void whatReachesOutOfTheWindowsIsFollowed() {
        List<Window> all = windows();
        Search search = Search.around(
                new Bodies(List.of(new Box(new Index3(0, 0, 0), new Index3(8, 8, 8))), 1), GRID, Scoring.CLASSES);
        float[][] scores = new float[2][(int) GRID.size().product()];

        List<Window> first = search.next(all, scores);
        List<Window> left =
                all.stream().filter(window -> !first.contains(window)).toList();
        Arrays.fill(scores[1], 0, GRID.size().x(), 1);
        Arrays.fill(
                scores[1],
                GRID.size().x() * GRID.size().y(),
                GRID.size().x() * (GRID.size().y() + 1),
                1);
        List<Window> further = search.next(left, scores);
        List<Window> stillLeft =
                left.stream().filter(window -> !further.contains(window)).toList();

        assertThat(first).hasSize(1);
        assertThat(further).hasSize(8);
        assertThat(search.next(stillLeft, scores)).isEmpty();
        assertThat(search.coverage()).isEqualTo(new Coverage(9, all.size(), Optional.empty()));
    }

    @Test
    void bodiesThatTakeMostOfTheScanAreNoReasonToLeaveOutTheRest() {
        List<Window> all = windows();
        Search search = Search.around(
                new Bodies(List.of(new Box(new Index3(0, 0, 0), new Index3(80, 40, 80))), 1), GRID, Scoring.CLASSES);

        List<Window> first = search.next(all, new float[2][1]);

        assertThat(first).isEqualTo(all);
        assertThat(search.coverage().whole()).contains("what was found touches 360 of 396 windows");
    }

    @Test
    void specksAreNoPlacesToLookAtAndPlacesEndWithTheScan() {
        LabelMap found = LabelMap.background(GRID, false);
        for (int z = 0; z < 10; z++) {
            int row = GRID.size().x() * (39 + GRID.size().y() * z);
            found.fill(row, row + 6, 1);
        }
        found.fill(3000, 3005, 1);

        Bodies bodies = Bodies.in(found);

        assertThat(bodies.large()).isZero();
        assertThat(bodies.places()).containsExactly(new Box(new Index3(0, 37, 0), new Index3(8, 3, 12)));
    }

    private ClassScores score(Case scan, WindowSettings settings) {
        return score(scan, model(1, List.of(), Scoring.CLASSES), settings);
    }

    private ClassScores score(Case scan, ModelBundle.Description model, WindowSettings settings) {
        patches = 0;
        boolean regions = model.scoring().hasRegions();
        PatchScores network = patch -> {
            patches++;
            return regions ? regionScores(patch) : classScores(patch);
        };
        return new WindowSegmenter(model, settings, List.of(network)).score(scan, WindowProgress.NONE);
    }

    private static float[] classScores(float[] patch) {
        float[] scores = new float[2 * VOXELS];
        for (int i = 0; i < VOXELS; i++) {
            scores[VOXELS + i] = patch[i] * (1 + 0.5f * (i % 7));
        }
        return scores;
    }

    private static float[] regionScores(float[] patch) {
        float[] scores = new float[2 * VOXELS];
        for (int i = 0; i < VOXELS; i++) {
            scores[i] = patch[i] * (1 + 0.5f * (i % 7));
            scores[VOXELS + i] = patch[i] - 1;
        }
        return scores;
    }

    /** Balls of an intensity, the negative of it around them. */
    private static Case scan(float intensity, Vector3... centres) {
        float[] voxels = new float[(int) GRID.size().product()];
        for (int i = 0; i < voxels.length; i++) {
            Vector3 at = position(i);
            boolean inside = Arrays.stream(centres).anyMatch(centre -> distance(at, centre) < RADIUS_MM);
            voxels[i] = inside ? intensity : -intensity;
        }
        return Case.of("balls", new Volume(GRID, voxels));
    }

    private static Volume indicator(Case scan) {
        float[] voxels = scan.channels().get(0).voxels().clone();
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = voxels[i] > 0 ? 1 : 0;
        }
        return new Volume(GRID, voxels);
    }

    private static Vector3 position(int i) {
        Index3 voxel = GRID.size().voxelAt(i);
        return GRID.position(voxel.x(), voxel.y(), voxel.z());
    }

    private static double distance(Vector3 at, Vector3 centre) {
        return at.plus(-1, centre).length();
    }

    private static List<Window> windows() {
        return new ArrayList<>(new SlidingWindow(
                        PATCH,
                        0.5,
                        List.of(Mirror.NONE),
                        voxels -> new FloatSums(BlendWeights.half(PATCH), 1, new float[2], voxels),
                        float[]::clone)
                .windows(GRID.size()));
    }

    private static ModelBundle.Description model(int channels, List<StageSpec> stages, Scoring scoring) {
        UNetPlan plan = new UNetPlan(
                GRID.spacing(),
                PATCH,
                channels,
                2,
                List.of(2, 4),
                List.of(new Index3(1, 1, 1), new Index3(2, 2, 2)),
                List.of(new Index3(3, 3, 3), new Index3(3, 3, 3)),
                List.of(1, 1),
                List.of(1),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0, 1, 2));
        List<String> labels =
                scoring.hasRegions() ? List.of("background", "kidney", "tumor") : List.of("background", "kidney");
        return new ModelBundle.Description(plan, scoring, labels, stages, List.of(), Provenance.of(Map.of(), Map.of()));
    }
}
