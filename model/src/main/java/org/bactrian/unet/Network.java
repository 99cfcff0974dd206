package org.bactrian.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.engine.ForeignProgram;
import org.bactrian.unet.engine.LoadedModule;
import org.bactrian.unet.plan.ForeignPlan;
import org.bactrian.unet.plan.NetworkPlan;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.BadCaseException;

/** A network that computes scores. Several threads may use it at once; each patch then needs its own memory. */
public final class Network implements AutoCloseable {

    private static final int PATCHES_ON_GPU = 4;

    private final String source;
    private final NetworkPlan plan;
    private final Precision precision;
    private final ComputeDevice device;
    private final LoadedModule module;
    private final Ensemble.Scores wanted;
    private final AtomicInteger fitting;

    /**
     * A network whose program returns logits, of which other scores are wanted, or these scores already.
     *
     * @param source names it in failures
     */
    private Network(
            String source,
            NetworkPlan plan,
            Precision precision,
            ComputeDevice device,
            LoadedModule module,
            Ensemble.Scores wanted) {
        this.source = source;
        this.plan = plan;
        this.precision = precision;
        this.device = device;
        this.module = module;
        this.wanted = wanted;
        this.fitting = new AtomicInteger(inOneBuffer(plan));
    }

    /**
     * Loads a network.
     *
     * @param precision where scores in it have no likeness to those in 32 bits, the network computes in 32 bits
     * @throws BadCaseException if the weights are not those of the plan
     */
    public static Network inference(UNetPlan plan, Weights weights, Precision precision, ComputeDevice device) {
        return inference(UNetProgram.of(plan), weights, precision, device);
    }

    /** Loads a network, or several that score as one. */
    public static Network inference(UNetProgram program, Weights weights, Precision precision, ComputeDevice device) {
        List<Precision> rungs =
                precision == Precision.FLOAT32 ? List.of(precision) : List.of(precision, Precision.FLOAT32);
        return chosen(program, weights, rungs, device, module -> new PrecisionCheck(module, program.plan())
                .forScores(precision));
    }

    /**
     * Loads a network in the fastest precision of a device that keeps its labels: on a synthetic scan at most one voxel in
     * 2,000 of the foreground differs from 32 bits.
     */
    public static Network fastest(UNetProgram program, Weights weights, TrialScan scan, ComputeDevice device) {
        List<Precision> rungs = Precision.fastestFirst(device);
        return chosen(program, weights, rungs, device, module -> new PrecisionLadder(module, program.plan(), scan)
                .firstSafe(rungs));
    }

    /** Loads a network as it computes in several precisions, and anew where the one chosen is faster alone. */
    private static Network chosen(
            UNetProgram program,
            Weights weights,
            List<Precision> rungs,
            ComputeDevice device,
            Function<LoadedModule, Precision> choice) {
        LoadedModule module = load(program, weights, rungs, device);
        Precision precision = module.orClosed(choice);
        if (precision == Precision.FLOAT32 && rungs.size() > 1 && !device.cuda()) {
            module.close();
            module = load(program, weights, List.of(precision), device);
        }
        return new Network("model", program.plan(), precision, device, module, Ensemble.Scores.LOGITS);
    }

    private static LoadedModule load(
            UNetProgram program, Weights weights, List<Precision> precisions, ComputeDevice device) {
        ScriptModule written = device.cuda() ? program.module(weights) : program.processorModule(weights, precisions);
        return LoadedModule.load(written, device, false);
    }

    /** How many patches are best scored at once: one on a processor; on a GPU enough to keep it busy, as far as they fit. */
    public int atOnce() {
        return takesBatches() ? fitting.get() : 1;
    }

    /** So many patches at once were more than the device has memory for; later calls are spared the trial. */
    public void fitNoMoreThan(int patches) {
        fitting.accumulateAndGet(patches, Math::min);
    }

    /** Images and scores of a batch lie in one buffer each, which has less than 2 GiB. */
    static int inOneBuffer(NetworkPlan plan) {
        double bytes = (double) Float.BYTES * plan.patch().product() * Math.max(plan.inputChannels(), plan.classes());
        return (int) Math.max(1, Math.min(PATCHES_ON_GPU, Integer.MAX_VALUE / bytes));
    }

    /**
     * Loads a network whose program another one wrote.
     *
     * @param wanted what is made of the logits that the program returns
     * @throws BadCaseException when the engine cannot load it
     */
    public static Network foreign(
            ForeignPlan plan, ForeignProgram program, Ensemble.Scores wanted, ComputeDevice device) {
        return new Network(
                program.source(), plan, Precision.FLOAT32, device, LoadedModule.load(program, device), wanted);
    }

    /** What is known of the network. */
    public NetworkPlan plan() {
        return plan;
    }

    /** The precision in which it computes. */
    public Precision precision() {
        return precision;
    }

    /**
     * The scores (logits) of every class for one patch of the plan's size.
     *
     * @param patch (channel, depth, height, width), width fastest; not modified
     * @return (class, depth, height, width)
     */
    public float[] scores(float[] patch) {
        return scores(patch, 1, float[]::new);
    }

    /**
     * The scores of several patches, which lie one behind the other.
     *
     * @param patches (batch, channel, depth, height, width), width fastest; not modified
     * @param room gives an array for so many scores
     * @return (batch, class, depth, height, width)
     */
    public float[] scores(float[] patches, int batch, IntFunction<float[]> room) {
        Shape shape = PatchShapes.images(plan.patch(), plan.inputChannels(), batch, patches.length);
        return takesBatches() || batch == 1 ? forward(patches, shape, room) : oneByOne(patches, batch, room);
    }

    /**
     * The same of an ensemble whose program counts votes ({@link UNetProgram#counting}); a processor takes one patch.
     *
     * @param votes told how the members vote
     */
    public float[] scores(float[] patches, int batch, IntFunction<float[]> room, MemberVotes votes) {
        Shape shape = PatchShapes.images(plan.patch(), plan.inputChannels(), batch, patches.length);
        return module.call(
                precision.method("judged"), false, arguments -> arguments.floats(patches, shape), results -> {
                    long[] sums = results.get(1).toLongArray();
                    for (int output = 0; output < plan.classes(); output++) {
                        votes.add(output, sums[output], sums[plan.classes() + output]);
                    }
                    return copied(results.get(0), room);
                });
    }

    /** A processor gains nothing from a batch, and needs the more memory for it; another's program may know only one patch. */
    private boolean takesBatches() {
        return device.cuda() && !(plan instanceof ForeignPlan);
    }

    private float[] oneByOne(float[] patches, int batch, IntFunction<float[]> room) {
        int in = patches.length / batch;
        int out = Math.toIntExact(plan.patch().product() * plan.classes());
        float[] scores = room.apply(Math.multiplyExact(out, batch));
        for (int i = 0; i < batch; i++) {
            float[] patch = Arrays.copyOfRange(patches, i * in, (i + 1) * in);
            System.arraycopy(scores(patch), 0, scores, i * out, out);
        }
        return scores;
    }

    private float[] forward(float[] patches, Shape shape, IntFunction<float[]> room) {
        if (plan instanceof ForeignPlan) {
            return foreignScores(patches, shape, room);
        }
        return module.call(
                precision.method("forward"),
                false,
                arguments -> arguments.floats(patches, shape),
                results -> copied(results.singletonOrThrow(), room));
    }

    /** A program of another make may return scores at several resolutions, the finest first. */
    private float[] foreignScores(float[] patches, Shape images, IntFunction<float[]> room) {
        Shape seen = plan.isFlat() ? withoutDepth(images) : images;
        long[] lengths = seen.getShape().clone();
        lengths[1] = plan.classes();
        Shape expected = new Shape(lengths);
        return module.callForeign(
                arguments -> arguments.floats(patches, seen),
                (results, scope) ->
                        copied(ForeignScores.wanted(wanted, ForeignScores.of(source, expected, results, scope)), room));
    }

    /** The engine's memory is read in place. */
    private static float[] copied(NDArray scores, IntFunction<float[]> room) {
        if (scores.getDataType() != DataType.FLOAT32) {
            throw new IllegalStateException("scores are %s, expected 32 bits".formatted(scores.getDataType()));
        }
        FloatBuffer values = scores.toByteBuffer(true).asFloatBuffer();
        float[] copy = room.apply(values.remaining());
        values.get(copy);
        return copy;
    }

    private static Shape withoutDepth(Shape shape) {
        return new Shape(shape.get(0), shape.get(1), shape.get(3), shape.get(4));
    }

    @Override
    public void close() {
        module.close();
    }
}
