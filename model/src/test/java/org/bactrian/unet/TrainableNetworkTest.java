package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.TrainingRules;
import org.bactrian.unet.program.TrainingState;
import org.bactrian.unet.program.UNetProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainableNetworkTest {

    private static final double RATE = 0.01;

    @ParameterizedTest
    @EnumSource
    void theLossIsThatOfTheSlowNetwork(Downsampling downsampling) {
        UNetPlan plan = SmallPlans.uneven(downsampling);
        TrainingRules rules = new TrainingRules(List.of(0.7, 0.3), 0.99, 0, 12, 1e-5);
        TrainingState start = TrainingState.atRest(SmallPlans.weights(plan));
        float[] images = SmallPlans.images(plan, 2, 1);
        byte[] labels = SmallPlans.labels(plan, 2, 1);

        double loss;
        try (TrainableNetwork network = load(plan, start, rules)) {
            loss = network.validate(images, labels, 2).loss();
        }

        double expected = new SlowNetwork(plan, start.weights()).loss(rules, images, labels);
        assertThat(loss).isCloseTo(expected, offset(1e-5));
    }

    @Test
    void theLossFallsWhileABatchIsLearnt() {
        UNetPlan plan = SmallPlans.even();
        float[] images = SmallPlans.images(plan, 2, 1);
        byte[] labels = SmallPlans.brightness(images);

        List<Double> losses = losses(plan, start(plan), images, labels, 15);

        assertThat(losses.get(14)).isLessThan(losses.get(0) - 0.3);
    }

    @Test
    void theSameStepsGiveTheSameLossesToTheLastBit() {
        UNetPlan plan = SmallPlans.even();
        float[] images = SmallPlans.images(plan, 2, 1);
        byte[] labels = SmallPlans.brightness(images);

        List<Double> first = losses(plan, start(plan), images, labels, 5);
        List<Double> second = losses(plan, start(plan), images, labels, 5);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void validationCountsVoxelsAtFullResolution() {
        UNetPlan plan = SmallPlans.even();
        float[] images = SmallPlans.images(plan, 2, 1);
        byte[] labels = SmallPlans.labels(plan, 2, 1);
        float[] scores;
        try (Network network = Network.inference(plan, start(plan).weights(), Precision.FLOAT32, ComputeDevice.CPU)) {
            scores = network.scores(images, 2, float[]::new);
        }

        Validation validation;
        try (TrainableNetwork network = load(plan, start(plan), TrainingRules.standard(3))) {
            validation = network.validate(images, labels, 2);
        }

        assertThat(validation.classes()).isEqualTo(counts(scores, labels));
        assertThat(validation.classes().get(1).dice()).isBetween(0.01, 0.99);
    }

    @Test
    void validationDoesNotTrain() {
        UNetPlan plan = SmallPlans.even();
        float[] images = SmallPlans.images(plan, 2, 1);
        byte[] labels = SmallPlans.labels(plan, 2, 1);

        try (TrainableNetwork network = load(plan, start(plan), TrainingRules.standard(3))) {
            Validation before = network.validate(images, labels, 2);
            Validation after = network.validate(images, labels, 2);

            assertThat(after).isEqualTo(before);
            SameWeights.assertSame(network.state().weights(), start(plan).weights());
        }
    }

    @Test
    void labelsThatThePlanDoesNotKnowAreRefused() {
        UNetPlan plan = SmallPlans.even();
        byte[] labels = SmallPlans.labels(plan, 1, 1);
        labels[17] = (byte) 200;

        try (TrainableNetwork network = load(plan, start(plan), TrainingRules.standard(3))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.trainStep(SmallPlans.images(plan, 1, 1), labels, 1, RATE))
                    .withMessage("labels must be below 3, got 200");
        }
    }

    @Test
    void rulesForAnotherNumberOfHeadsAreRefused() {
        UNetPlan plan = SmallPlans.even();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(plan, start(plan), TrainingRules.standard(5)))
                .withMessageContaining("headWeights must have 3 entries");
    }

    private static TrainableNetwork load(UNetPlan plan, TrainingState start, TrainingRules rules) {
        return TrainableNetwork.load(plan, start, rules, Precision.FLOAT32, ComputeDevice.CPU);
    }

    private static TrainingState start(UNetPlan plan) {
        return TrainingState.atRest(UNetProgram.of(plan).initialWeights(1));
    }

    private static List<Double> losses(UNetPlan plan, TrainingState start, float[] images, byte[] labels, int steps) {
        List<Double> losses = new ArrayList<>();
        try (TrainableNetwork network = load(plan, start, TrainingRules.standard(plan.heads()))) {
            for (int step = 0; step < steps; step++) {
                losses.add(network.trainStep(images, labels, 2, RATE));
            }
        }
        return losses;
    }

    private static List<Validation.Count> counts(float[] scores, byte[] labels) {
        Validation.Count[] counts = new Validation.Count[3];
        Arrays.fill(counts, new Validation.Count(0, 0, 0));
        int voxels = labels.length / 2;
        for (int i = 0; i < labels.length; i++) {
            int first = i / voxels * 3 * voxels + i % voxels;
            int label = 0;
            for (int c = 1; c < 3; c++) {
                label = scores[first + c * voxels] > scores[first + label * voxels] ? c : label;
            }
            int truth = labels[i];
            for (int c = 0; c < 3; c++) {
                counts[c] = counts[c].plus(new Validation.Count(
                        label == c && truth == c ? 1 : 0,
                        label == c && truth != c ? 1 : 0,
                        label != c && truth == c ? 1 : 0));
            }
        }
        return List.of(counts);
    }
}
