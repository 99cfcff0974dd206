package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.TrainingRules;
import org.bactrian.unet.program.TrainingState;
import org.junit.jupiter.api.Test;

class TrainStepTest {

    private static final double UNLIMITED = 1e9;
    private static final double RATE = 0.1;

    private final UNetPlan plan = SmallPlans.uneven(Downsampling.STRIDED_CONVOLUTION);
    private final Weights weights = SmallPlans.weights(plan);
    private final float[] images = SmallPlans.images(plan, 2, 1);
    private final byte[] labels = SmallPlans.labels(plan, 2, 1);

    @Test
    void theFirstMomentumIsTheSlopeOfTheSlowNetworksLoss() {
        TrainingRules rules = new TrainingRules(List.of(0.7, 0.3), 0.9, 0, UNLIMITED, 1e-5);

        Weights gradient = step(TrainingState.atRest(weights), rules).momentum();

        Random random = new Random(9);
        for (String name : weights.names()) {
            int at = random.nextInt(weights.get(name).values().length);
            assertThat((double) gradient.get(name).values()[at])
                    .as("%s[%d]", name, at)
                    .isCloseTo(slope(rules, name, at), offset(1e-5));
        }
    }

    @Test
    void aStepShortensTheGradientAddsDecayAndLooksAhead() {
        TrainingRules plain = new TrainingRules(List.of(0.7, 0.3), 0.9, 0, UNLIMITED, 1e-5);
        Weights gradient = step(TrainingState.atRest(weights), plain).momentum();
        double norm = norm(gradient);
        TrainingRules rules = new TrainingRules(List.of(0.7, 0.3), 0.9, 0.25, norm / 2, 1e-5);
        Weights momentum = noise();

        TrainingState after = step(new TrainingState(weights, momentum), rules);

        for (String name : weights.names()) {
            for (int i = 0; i < weights.get(name).values().length; i++) {
                double weight = weights.get(name).values()[i];
                double pull = gradient.get(name).values()[i] / 2 + 0.25 * weight;
                double newMomentum = 0.9 * momentum.get(name).values()[i] + pull;
                double newWeight = weight - RATE * (pull + 0.9 * newMomentum);
                assertThat((double) after.momentum().get(name).values()[i]).isCloseTo(newMomentum, offset(1e-5));
                assertThat((double) after.weights().get(name).values()[i]).isCloseTo(newWeight, offset(1e-5));
            }
        }
    }

    @Test
    void aHeadThatCountsNothingStaysAsItIs() {
        TrainingRules rules = new TrainingRules(List.of(1.0, 0.0), 0.9, 0.25, 12, 1e-5);

        TrainingState after = step(TrainingState.atRest(weights), rules);

        assertThat(after.weights().get("head_1_weight").values())
                .isEqualTo(weights.get("head_1_weight").values());
        assertThat(after.weights().get("head_0_weight").values())
                .isNotEqualTo(weights.get("head_0_weight").values());
    }

    private TrainingState step(TrainingState state, TrainingRules rules) {
        try (TrainableNetwork network =
                TrainableNetwork.load(plan, state, rules, Precision.FLOAT32, ComputeDevice.CPU)) {
            network.trainStep(images, labels, 2, RATE);
            return network.state();
        }
    }

    /** The central difference of the loss by one weight; small, so that few leaky ReLUs pass their kink within it. */
    private double slope(TrainingRules rules, String name, int at) {
        Weights above = moved(name, at, 1e-5f);
        Weights below = moved(name, at, -1e-5f);
        double rise = new SlowNetwork(plan, above).loss(rules, images, labels)
                - new SlowNetwork(plan, below).loss(rules, images, labels);
        return rise / ((double) above.get(name).values()[at] - below.get(name).values()[at]);
    }

    private Weights moved(String name, int at, float by) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
        float[] values = weights.get(name).values().clone();
        values[at] += by;
        tensors.put(name, new Tensor(weights.get(name).shape(), values));
        return new Weights(tensors);
    }

    private Weights noise() {
        Random random = new Random(3);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> {
            Tensor noise = Tensor.zeros(tensor.shape());
            for (int i = 0; i < noise.values().length; i++) {
                noise.values()[i] = (float) (0.1 * random.nextGaussian());
            }
            tensors.put(name, noise);
        });
        return new Weights(tensors);
    }

    private static double norm(Weights gradient) {
        double squares = 0;
        for (Tensor tensor : gradient.tensors().values()) {
            for (float value : tensor.values()) {
                squares += (double) value * value;
            }
        }
        return Math.sqrt(squares);
    }
}
