package org.bactrian.bench.task;

import java.util.Random;
import java.util.function.Supplier;
import org.bactrian.unet.Network;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.plan.NetworkPlan;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.UNetProgram;

/** The reference network, with weights that have learned nothing, scores one patch of noise on the processor. */
final class ScorePatch implements Task {

    private final Network network;
    private final float[] patch;

    private ScorePatch(Network network) {
        this.network = network;
        NetworkPlan plan = network.plan();
        this.patch = new float[Math.toIntExact(plan.patch().product() * plan.inputChannels())];
        Random random = new Random(1);
        for (int i = 0; i < patch.length; i++) {
            patch[i] = (float) random.nextGaussian();
        }
    }

    /** Word: the precision, as {@link Precision#of} has it. */
    static Task of(String precision) {
        UNetPlan plan = UNetPlan.reference();
        ComputeDevice processor = ComputeDevice.CPU;
        return new ScorePatch(Network.inference(
                plan, UNetProgram.of(plan).initialWeights(1), Precision.of(precision, processor), processor));
    }

    @Override
    public Supplier<String> run() {
        float[] scores = network.scores(patch);
        return () -> "%d scores, %s".formatted(scores.length, network.precision());
    }
}
