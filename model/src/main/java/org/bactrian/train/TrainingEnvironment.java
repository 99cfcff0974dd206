package org.bactrian.train;

import java.util.function.BooleanSupplier;
import org.bactrian.stage.StageCatalog;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.program.Precision;

/**
 * What a training runs in; none of it changes what is trained, but for rounding.
 *
 * @param stages the stages there are
 * @param device that computes
 * @param precision in which it does
 * @param listener told how it goes
 * @param stop asked before each batch: true saves a checkpoint and ends the training
 */
public record TrainingEnvironment(
        StageCatalog stages,
        ComputeDevice device,
        Precision precision,
        TrainingListener listener,
        BooleanSupplier stop) {

    /** The best device, full precision, nobody listening, never stopped. */
    public static TrainingEnvironment standard() {
        return new TrainingEnvironment(
                StageCatalog.builtIn(), ComputeDevice.best(), Precision.FLOAT32, TrainingListener.NONE, () -> false);
    }

    /** The same with someone listening. */
    public TrainingEnvironment heardBy(TrainingListener other) {
        return new TrainingEnvironment(stages, device, precision, other, stop);
    }

    /** The same with someone who may stop it. */
    public TrainingEnvironment stoppedBy(BooleanSupplier other) {
        return new TrainingEnvironment(stages, device, precision, listener, other);
    }
}
