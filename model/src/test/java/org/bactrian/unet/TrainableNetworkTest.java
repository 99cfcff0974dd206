package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;

class TrainableNetworkTest {

    @Test
    void theLossFallsOverSomeSteps() {
        UNetPlan plan = new UNetPlan(
                new Spacing(3, 3, 3),
                new Index3(16, 16, 8),
                1,
                3,
                List.of(4, 8, 16),
                List.of(new Index3(1, 1, 1), new Index3(2, 2, 1), new Index3(2, 2, 2)),
                Collections.nCopies(3, new Index3(3, 3, 3)),
                Collections.nCopies(3, 2),
                Collections.nCopies(2, 2),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0));
        TrainingState start = TrainingState.atRest(UNetProgram.of(plan).initialWeights(1));
        float[] images = new float[2048];
        byte[] labels = new byte[2048];
        Random random = new Random(3);
        for (int i = 0; i < images.length; i++) {
            labels[i] = (byte) (i % 16 < 5 ? 1 : i % 16 < 8 ? 2 : 0);
            images[i] = (float) (labels[i] + 0.1 * random.nextGaussian());
        }

        try (TrainableNetwork network = TrainableNetwork.load(
                plan, start, TrainingRules.standard(plan.heads()), Precision.FLOAT32, ComputeDevice.CPU)) {
            double first = network.trainStep(images, labels, 1, 0.01);
            for (int step = 0; step < 20; step++) {
                network.trainStep(images, labels, 1, 0.01);
            }
            Validation after = network.validate(images, labels, 1);
            assertThat(after.loss()).isLessThan(first - 0.1);
            assertThat(network.state().momentum().get("encoder_0_0_weight").values()[0])
                    .isNotZero();
        }
    }
}
