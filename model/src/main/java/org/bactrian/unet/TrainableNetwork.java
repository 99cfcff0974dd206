package org.bactrian.unet;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.engine.Arguments;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.engine.LoadedModule;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.TrainingRules;
import org.bactrian.unet.program.TrainingState;
import org.bactrian.unet.program.UNetProgram;

/**
 * A network that is being trained. From the same state, with the same batches, it takes the same steps to the last bit
 * on one machine. For use by one thread.
 */
public final class TrainableNetwork implements AutoCloseable {

    private final UNetPlan plan;
    private final Precision precision;
    private final LoadedModule module;

    private TrainableNetwork(UNetPlan plan, Precision precision, LoadedModule module) {
        this.plan = plan;
        this.precision = precision;
        this.module = module;
    }

    /**
     * Loads a network to train it from a state.
     *
     * @param precision where gradients in it have no likeness to those in 32 bits, the network computes in 32 bits
     * @throws org.bactrian.volume.BadCaseException if the state is not one of the plan's network
     */
    public static TrainableNetwork load(
            UNetPlan plan, TrainingState state, TrainingRules rules, Precision precision, ComputeDevice device) {
        LoadedModule module = LoadedModule.load(UNetProgram.of(plan).module(state, rules), device, true);
        return new TrainableNetwork(plan, new PrecisionCheck(module, plan).forGradients(precision), module);
    }

    /** The precision in which it computes. */
    public Precision precision() {
        return precision;
    }

    /**
     * Takes one step.
     *
     * @param images (batch, channel, depth, height, width), width fastest; not modified
     * @param labels (batch, depth, height, width): classes of the plan as unsigned bytes; not modified
     * @return the loss before the step; not finite if the step went wrong
     */
    public double trainStep(float[] images, byte[] labels, int batch, double learningRate) {
        return module.call(
                precision.method("train_step"),
                true,
                arguments -> {
                    add(arguments, images, labels, batch);
                    arguments.number(learningRate);
                },
                results -> (double) results.singletonOrThrow().getFloat());
    }

    /** The loss of a batch and how its voxels are labelled, without learning from it. */
    public Validation validate(float[] images, byte[] labels, int batch) {
        return module.call(
                precision.method("validate"),
                false,
                arguments -> add(arguments, images, labels, batch),
                TrainableNetwork::validation);
    }

    /** The state now, copied. */
    public TrainingState state() {
        Weights weights = module.parameters();
        return new TrainingState(weights, module.list("state", weights.names()));
    }

    @Override
    public void close() {
        module.close();
    }

    private void add(Arguments arguments, float[] images, byte[] labels, int batch) {
        Shape imageShape = PatchShapes.images(plan.patch(), plan.inputChannels(), batch, images.length);
        Shape labelShape = PatchShapes.labels(plan.patch(), batch, labels.length);
        for (byte label : labels) {
            if ((label & 0xff) >= plan.classes()) {
                throw new IllegalArgumentException(
                        "labels must be below %d, got %d".formatted(plan.classes(), label & 0xff));
            }
        }
        arguments.floats(images, imageShape);
        arguments.unsignedBytes(labels, labelShape);
    }

    private static Validation validation(NDList results) {
        double loss = results.get(0).getFloat();
        long[] counts = results.get(1).toLongArray();
        List<Validation.Count> classes = new ArrayList<>();
        for (int i = 0; i < counts.length; i += 3) {
            classes.add(new Validation.Count(counts[i], counts[i + 1], counts[i + 2]));
        }
        return new Validation(loss, classes);
    }
}
