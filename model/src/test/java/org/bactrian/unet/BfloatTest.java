package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.engine.LoadedModule;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.TrainingRules;
import org.bactrian.unet.program.TrainingState;
import org.bactrian.unet.program.UNetProgram;
import org.junit.jupiter.api.Test;

class BfloatTest {

    /** Its coarsest levels have depths 4 and 2, flatter than their kernels. */
    private final UNetPlan plan = SmallPlans.flat();

    private final TrainingState start = TrainingState.atRest(SmallPlans.weights(plan));
    private final TrainingRules rules = TrainingRules.standard(plan.heads());

    @Test
    void scoresInBfloat16AreCloseToThoseIn32Bits() {
        float[] patch = SmallPlans.images(plan, 1, 1);

        float[] exact = scores(Precision.FLOAT32, patch);
        float[] rounded = scores(Precision.BFLOAT16, patch);

        double[] distance = distance(exact, rounded);
        assertThat(distance[0] / distance[1]).isBetween(1e-4, 0.05);
    }

    @Test
    void scoresWithTheFinestLevelIn32BitsAreCloser() {
        float[] patch = SmallPlans.images(plan, 1, 1);
        float[] exact = scores(Precision.FLOAT32, patch);

        double mixed = distance(exact, scores(Precision.MIXED, patch))[0];
        double rounded = distance(exact, scores(Precision.BFLOAT16, patch))[0];

        assertThat(mixed).isPositive().isLessThan(rounded);
    }

    @Test
    void residualNetworksComputeInBfloat16Too() {
        UNetPlan residual = SmallPlans.residual();
        Weights weights = SmallPlans.weights(residual);
        float[] patch = SmallPlans.images(residual, 1, 1);

        double[] distance = distance(
                scores(residual, weights, Precision.FLOAT32, patch),
                scores(residual, weights, Precision.BFLOAT16, patch));

        assertThat(distance[0] / distance[1]).isBetween(1e-4, 0.05);
    }

    @Test
    void lossesInBfloat16FollowThoseIn32Bits() {
        double exact = lossAfterSomeSteps(Precision.FLOAT32);
        double rounded = lossAfterSomeSteps(Precision.BFLOAT16);

        assertThat(rounded).isNotEqualTo(exact).isCloseTo(exact, offset(0.05));
    }

    @Test
    void aDeviceWhoseScoresAreWrongComputesIn32Bits() {
        ScriptModule sound = UNetProgram.of(plan).module(start.weights());
        ScriptModule faulty = with(sound, "(self).scores_bfloat16(x, )", "(self).scores_bfloat16(torch.neg(x), )");

        assertThat(usedForScores(sound)).isEqualTo(Precision.BFLOAT16);
        assertThat(usedForScores(faulty)).isEqualTo(Precision.FLOAT32);
    }

    @Test
    void aDeviceWhoseGradientsAreWrongComputesIn32Bits() {
        ScriptModule sound = UNetProgram.of(plan).module(start, rules);
        ScriptModule faulty = with(
                sound,
                "weighted_loss((self).scores_bfloat16(x, )",
                "weighted_loss((self).scores_bfloat16(torch.neg(x), )");

        assertThat(usedForGradients(sound)).isEqualTo(Precision.BFLOAT16);
        assertThat(usedForGradients(faulty)).isEqualTo(Precision.FLOAT32);
    }

    private float[] scores(Precision precision, float[] patch) {
        return scores(plan, start.weights(), precision, patch);
    }

    private static float[] scores(UNetPlan plan, Weights weights, Precision precision, float[] patch) {
        try (Network network = Network.inference(plan, weights, precision, ComputeDevice.CPU)) {
            assertThat(network.precision()).isEqualTo(precision);
            return network.scores(patch);
        }
    }

    private double lossAfterSomeSteps(Precision precision) {
        float[] images = SmallPlans.images(plan, 2, 1);
        byte[] labels = SmallPlans.brightness(images);
        try (TrainableNetwork network = TrainableNetwork.load(plan, start, rules, precision, ComputeDevice.CPU)) {
            assertThat(network.precision()).isEqualTo(precision);
            for (int step = 0; step < 10; step++) {
                network.trainStep(images, labels, 2, 0.01);
            }
            return network.validate(images, labels, 2).loss();
        }
    }

    private Precision usedForScores(ScriptModule module) {
        try (LoadedModule loaded = LoadedModule.load(module, ComputeDevice.CPU, false)) {
            return new PrecisionCheck(loaded, plan).forScores(Precision.BFLOAT16);
        }
    }

    private Precision usedForGradients(ScriptModule module) {
        try (LoadedModule loaded = LoadedModule.load(module, ComputeDevice.CPU, true)) {
            return new PrecisionCheck(loaded, plan).forGradients(Precision.BFLOAT16);
        }
    }

    private static ScriptModule with(ScriptModule module, String found, String replacement) {
        String code = module.code().replace(found, replacement);
        assertThat(code).isNotEqualTo(module.code());
        return new ScriptModule(module.className(), code, module.parameters(), module.buffers());
    }

    /** Root mean square of the difference, and of the first. */
    private static double[] distance(float[] first, float[] second) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < first.length; i++) {
            difference += Math.pow(first[i] - second[i], 2);
            length += Math.pow(first[i], 2);
        }
        return new double[] {Math.sqrt(difference), Math.sqrt(length)};
    }
}
