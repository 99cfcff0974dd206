package org.bactrian.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;

class KidneyTrialTest {

    private static final StageSpec ORIENT = new StageSpec("orient", Map.of("to", "LPS"));
    private static final StageSpec PLUG_IN = StageSpec.of("asks-a-person");

    @Test
    void aKidneyLiesInTheMiddleOfAPatch() {
        List<float[]> patches = patches(new Index3(16, 16, 16), new Index3(8, 8, 8));

        assertThat(patches).hasSize(1);
        assertThat(mean(patches.get(0))).isBetween(20.0, 250.0);
    }

    @Test
    void aSmallScanHasZerosAround() {
        float[] patch =
                patches(new Index3(16, 16, 512), new Index3(16, 16, 512)).get(0);

        assertThat(patch).hasSize(16 * 16 * 512);
        assertThat(patch[0]).isZero();
        assertThat(patch[patch.length / 2]).isNotZero();
    }

    @Test
    void ofANetworkThatSeesSlicesSeveralAreTried() {
        List<float[]> patches = patches(new Index3(32, 32, 1), new Index3(32, 32, 1));

        assertThat(patches).hasSize(12).allMatch(patch -> patch.length == 32 * 32);
        assertThat(patches.get(0)).isNotEqualTo(patches.get(11));
    }

    @Test
    void theSameModelIsTriedOnTheSameScan() {
        Index3 size = new Index3(16, 16, 16);

        assertThat(patches(size, size).get(0)).isEqualTo(patches(size, size).get(0));
    }

    @Test
    void plugInsAreNotShownACaseThatIsNone() {
        Index3 size = new Index3(16, 16, 16);

        assertThat(trial(size, List.of(ORIENT, PLUG_IN)).patches(size)).isEmpty();
    }

    @Test
    void whatAStageRefusesIsNotTried() {
        Index3 size = new Index3(16, 16, 16);

        assertThat(trial(size, List.of(ORIENT, StageSpec.of("rgb-to-0-1"))).patches(size))
                .isEmpty();
    }

    @Test
    void onAFineGridNoMoreIsPreparedThanIsShown() {
        Index3 size = new Index3(16, 16, 16);
        StageSpec resample = new StageSpec("resample", Map.of("spacingMm", List.of(0.1, 0.1, 0.1)));

        // All of the kidney would be more voxels than an array has.
        assertThat(trial(new Spacing(0.1, 0.1, 0.1), size, List.of(ORIENT, resample))
                        .patches(size))
                .hasSize(1);
    }

    private static List<float[]> patches(Index3 patch, Index3 size) {
        return trial(patch, List.of(ORIENT)).patches(size);
    }

    private static KidneyTrial trial(Index3 patch, List<StageSpec> before) {
        return trial(new Spacing(3, 3, 3), patch, before);
    }

    private static KidneyTrial trial(Spacing spacing, Index3 patch, List<StageSpec> before) {
        Index3 one = new Index3(1, 1, 1);
        Index3 kernel = patch.z() == 1 ? new Index3(3, 3, 1) : new Index3(3, 3, 3);
        UNetPlan plan = new UNetPlan(
                spacing,
                patch,
                1,
                2,
                List.of(2, 4),
                List.of(one, new Index3(2, 2, 1)),
                Collections.nCopies(2, kernel),
                List.of(1, 1),
                List.of(1),
                Downsampling.STRIDED_CONVOLUTION,
                List.of());
        ModelBundle bundle = ModelBundle.of(
                new ModelBundle.Description(
                        plan, List.of("background", "kidney"), before, List.of(), Provenance.of(Map.of(), Map.of())),
                UNetProgram.of(plan).initialWeights(1));
        List<StageSpec> known =
                before.stream().filter(spec -> !spec.equals(PLUG_IN)).toList();
        return new KidneyTrial(bundle, StageCatalog.builtIn().pipeline(known));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
