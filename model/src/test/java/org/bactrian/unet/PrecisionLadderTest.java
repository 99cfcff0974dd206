package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.engine.LoadedModule;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.Index3;
import org.junit.jupiter.api.Test;

class PrecisionLadderTest {

    private static final List<Precision> RUNGS = List.of(Precision.BFLOAT16, Precision.MIXED, Precision.FLOAT32);

    private final UNetPlan plan = SmallPlans.even();

    @Test
    void aNetworkThatHasLearnedNothingComputesIn32Bits() {
        assertThat(chosen(SmallPlans.weights(plan), RUNGS)).isEqualTo(Precision.FLOAT32);
    }

    @Test
    void aNetworkThatIsSureComputesInBfloat16() {
        assertThat(chosen(alwaysFinding(1), RUNGS)).isEqualTo(Precision.BFLOAT16);
    }

    @Test
    void aRungThatIsNotOfferedIsNotTaken() {
        assertThat(chosen(alwaysFinding(1), List.of(Precision.MIXED, Precision.FLOAT32)))
                .isEqualTo(Precision.MIXED);
        assertThat(chosen(alwaysFinding(1), List.of(Precision.FLOAT32))).isEqualTo(Precision.FLOAT32);
    }

    @Test
    void aNetworkThatFindsNothingComputesIn32Bits() {
        assertThat(chosen(alwaysFinding(0), RUNGS)).isEqualTo(Precision.FLOAT32);
    }

    @Test
    void whatIsChosenIsWhatComputes() {
        Weights weights = SmallPlans.weights(plan);
        float[] patch = SmallPlans.images(plan, 1, 2);

        try (Network chosen = Network.fastest(UNetProgram.of(plan), weights, new Noise(), ComputeDevice.CPU);
                Network exact = Network.inference(plan, weights, Precision.FLOAT32, ComputeDevice.CPU)) {
            assertThat(chosen.precision()).isEqualTo(Precision.FLOAT32);
            assertThat(chosen.scores(patch)).isEqualTo(exact.scores(patch));
        }
    }

    @Test
    void aTrialIsAsDeepAsThePatchAndNoWiderThanIsNeeded() {
        assertThat(PrecisionLadder.size(UNetPlan.reference())).isEqualTo(new Index3(64, 64, 96));
        assertThat(PrecisionLadder.size(plan)).isEqualTo(plan.patch());
    }

    @Test
    void withoutAScanTheLabelsAreKeptBy32Bits() {
        TrialScan none = new TrialScan() {
            @Override
            public List<float[]> patches(Index3 size) {
                return List.of();
            }

            @Override
            public boolean hasRegions() {
                return false;
            }
        };

        assertThat(chosen(alwaysFinding(1), RUNGS, none)).isEqualTo(Precision.FLOAT32);
    }

    private Precision chosen(Weights weights, List<Precision> rungs) {
        return chosen(weights, rungs, new Noise());
    }

    private Precision chosen(Weights weights, List<Precision> rungs, TrialScan scan) {
        try (LoadedModule module =
                LoadedModule.load(UNetProgram.of(plan).processorModule(weights, RUNGS), ComputeDevice.CPU, false)) {
            return new PrecisionLadder(module, plan, scan).firstSafe(rungs);
        }
    }

    /** Weights whose bias of one class outweighs all else. */
    private Weights alwaysFinding(int label) {
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(SmallPlans.weights(plan).tensors());
        float[] bias = new float[plan.classes()];
        Arrays.fill(bias, -100);
        bias[label] = 100;
        tensors.put("head_0_bias", new Tensor(List.of(bias.length), bias));
        return new Weights(tensors);
    }

    private final class Noise implements TrialScan {

        @Override
        public List<float[]> patches(Index3 size) {
            assertThat(size).isEqualTo(plan.patch());
            return IntStream.range(0, 2)
                    .mapToObj(seed -> SmallPlans.images(plan, 1, seed))
                    .toList();
        }

        @Override
        public boolean hasRegions() {
            return false;
        }
    }
}
