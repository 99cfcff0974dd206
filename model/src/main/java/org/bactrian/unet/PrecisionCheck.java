package org.bactrian.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bactrian.unet.engine.LoadedModule;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.Index3;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a processor computes in bfloat16 what it computes in 32 bits. Rounding moves scores by up to two percent of their
 * length and the gradients of early layers by up to half of theirs; a faulty routine gives values without any likeness. What
 * rounding does to labels is for {@link PrecisionLadder} to tell.
 */
final class PrecisionCheck {

    private static final Logger LOG = LoggerFactory.getLogger(PrecisionCheck.class);

    /** Relative distances above which two results have no likeness. */
    private static final double SCORE_TOLERANCE = 0.2;

    private static final double GRADIENT_TOLERANCE = 0.75;

    /** A tensor whose gradient is a smaller share of the whole is noise: that of a bias before a normalisation is zero. */
    private static final double NOISE = 1e-3;

    private final LoadedModule module;
    private final UNetPlan plan;
    private final Index3 patch;

    /** For a module of a plan: with small patches, but of the plan's own depth, since faults depend on it. */
    PrecisionCheck(LoadedModule module, UNetPlan plan) {
        this.module = module;
        this.plan = plan;
        Index3 stride = plan.totalStride(plan.levels() - 1);
        this.patch = new Index3(
                Math.min(plan.patch().x(), 2 * stride.x()),
                Math.min(plan.patch().y(), 2 * stride.y()),
                plan.patch().z());
    }

    /** The precision wished for, or 32 bits, with a warning, where its scores have no likeness to those of 32 bits. */
    Precision forScores(Precision wish) {
        return wish == Precision.FLOAT32 || scoresAgree(wish) ? wish : refused("scores");
    }

    /** The same for gradients. */
    Precision forGradients(Precision wish) {
        return wish == Precision.FLOAT32 || gradientsAgree(wish) ? wish : refused("gradients");
    }

    private static Precision refused(String what) {
        LOG.warn("bfloat16 is wrong on this device, computing in 32 bits: result={}", what);
        return Precision.FLOAT32;
    }

    private boolean scoresAgree(Precision wish) {
        List<float[]> exact = run("forward", Precision.FLOAT32, false);
        List<float[]> rounded = run("forward", wish, false);
        return distance(exact.get(0), rounded.get(0)) <= SCORE_TOLERANCE * length(exact.get(0));
    }

    /** Compares the gradients of each weight; the loss comes first and is left out. */
    private boolean gradientsAgree(Precision wish) {
        List<float[]> exact = run("gradients", Precision.FLOAT32, true);
        List<float[]> rounded = run("gradients", wish, true);
        double whole = 0;
        for (float[] gradient : exact.subList(1, exact.size())) {
            whole = Math.hypot(whole, length(gradient));
        }
        for (int i = 1; i < exact.size(); i++) {
            double allowed = Math.max(GRADIENT_TOLERANCE * length(exact.get(i)), NOISE * whole);
            if (!(distance(exact.get(i), rounded.get(i)) <= allowed)) {
                return false;
            }
        }
        return true;
    }

    private List<float[]> run(String method, Precision precision, boolean gradients) {
        Random random = new Random(0);
        float[] image = new float[Math.toIntExact(patch.product() * plan.inputChannels())];
        byte[] labels = new byte[Math.toIntExact(patch.product())];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextGaussian();
            labels[i % labels.length] = (byte) (image[i] > 0 ? 1 : 0);
        }
        return module.call(
                precision.method(method),
                gradients,
                arguments -> {
                    arguments.floats(image, PatchShapes.images(patch, plan.inputChannels(), 1, image.length));
                    if (gradients) {
                        arguments.unsignedBytes(labels, PatchShapes.labels(patch, 1, labels.length));
                    }
                },
                PrecisionCheck::copied);
    }

    private static List<float[]> copied(NDList results) {
        List<float[]> arrays = new ArrayList<>();
        for (NDArray array : results) {
            arrays.add(array.toFloatArray());
        }
        return arrays;
    }

    private static double length(float[] values) {
        return distance(values, new float[values.length]);
    }

    private static double distance(float[] first, float[] second) {
        double squares = 0;
        for (int i = 0; i < first.length; i++) {
            double difference = (double) first[i] - second[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
