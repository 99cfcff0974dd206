package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bactrian.torchscript.ArchiveWriter;
import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.TorchScriptArchive;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.TrainingRules;
import org.bactrian.unet.program.TrainingState;
import org.bactrian.unet.program.UNetProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumedTrainingTest {

    private static final int STEPS = 6;
    private static final int INTERRUPTED_AFTER = 3;

    private final UNetPlan plan = SmallPlans.even();
    private final TrainingRules rules = TrainingRules.standard(plan.heads());
    private final TrainingState start =
            TrainingState.atRest(UNetProgram.of(plan).initialWeights(42));

    @Test
    void aTrainingResumedFromAnArchiveContinuesToTheLastBit(@TempDir Path folder) throws IOException {
        Path checkpoint = folder.resolve("checkpoint.pt");
        TrainingState uninterrupted = trained(start, 0, STEPS);

        TrainingState interrupted = trained(start, 0, INTERRUPTED_AFTER);
        ArchiveWriter.write(checkpoint, UNetProgram.of(plan).module(interrupted, rules), Map.of());
        TrainingState resumed = trained(read(checkpoint), INTERRUPTED_AFTER, STEPS);

        SameWeights.assertSame(resumed.weights(), uninterrupted.weights());
        SameWeights.assertSame(resumed.momentum(), uninterrupted.momentum());
    }

    @Test
    void momentumIsPartOfWhatMustBeKept() {
        TrainingState uninterrupted = trained(start, 0, STEPS);

        TrainingState interrupted = trained(start, 0, INTERRUPTED_AFTER);
        TrainingState forgetful = trained(TrainingState.atRest(interrupted.weights()), INTERRUPTED_AFTER, STEPS);

        assertThat(forgetful.weights().get("head_0_weight").values())
                .isNotEqualTo(uninterrupted.weights().get("head_0_weight").values());
    }

    private TrainingState trained(TrainingState from, int firstStep, int lastStep) {
        try (TrainableNetwork network =
                TrainableNetwork.load(plan, from, rules, Precision.FLOAT32, ComputeDevice.CPU)) {
            for (int step = firstStep; step < lastStep; step++) {
                network.trainStep(SmallPlans.images(plan, 2, step), SmallPlans.labels(plan, 2, step), 2, 0.01);
            }
            return network.state();
        }
    }

    private static TrainingState read(Path checkpoint) throws IOException {
        try (TorchScriptArchive archive = TorchScriptArchive.open(checkpoint)) {
            ScriptModule module = archive.module();
            return TrainingState.of(module);
        }
    }
}
