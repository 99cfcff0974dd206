package org.bactrian.unet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.plan.BlockRule;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.EncoderBlock;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;

/** Plans small enough for the slow network, and material to run them with. */
public final class SmallPlans {

    public static final Index3 CUBE = new Index3(3, 3, 3);
    public static final Index3 FLAT = new Index3(3, 3, 1);
    public static final Index3 ONE = new Index3(1, 1, 1);
    public static final Index3 HALVE = new Index3(2, 2, 2);

    private SmallPlans() {}

    /** Three levels; two channels in, kernels and strides that differ by axis, one to three convolutions. */
    public static UNetPlan uneven(Downsampling downsampling) {
        return new UNetPlan(
                new Spacing(1, 1, 3),
                new Index3(12, 8, 6),
                2,
                4,
                List.of(3, 5, 6),
                List.of(ONE, new Index3(2, 2, 1), new Index3(3, 2, 2)),
                List.of(FLAT, CUBE, new Index3(1, 3, 5)),
                List.of(1, 2, 1),
                List.of(2, 1),
                downsampling,
                List.of(0, 1));
    }

    /** The same with other normalisations and activations. */
    public static UNetPlan uneven(BlockRule blocks) {
        UNetPlan plan = uneven(Downsampling.STRIDED_CONVOLUTION);
        return new UNetPlan(
                plan.spacingMm(),
                plan.patch(),
                plan.inputChannels(),
                plan.classes(),
                plan.features(),
                plan.strides(),
                plan.kernels(),
                plan.decoderKernels(),
                plan.encoderConvolutions(),
                plan.decoderConvolutions(),
                plan.downsampling(),
                plan.encoderBlock(),
                blocks,
                plan.mirrorAxes());
    }

    /** The same whose convolutions on the way up are as large as those of the level below: nnU-Net's first version. */
    public static UNetPlan unevenOfTheFirstVersion() {
        UNetPlan plan = uneven(Downsampling.STRIDED_CONVOLUTION);
        return plan.withKernels(plan.kernels(), plan.kernels().subList(1, plan.levels()));
    }

    /** The same with residual blocks; the last level has the channels of the one above, but not its size. */
    public static UNetPlan unevenResidual(EncoderBlock block) {
        UNetPlan plan = uneven(Downsampling.STRIDED_CONVOLUTION);
        return new UNetPlan(
                plan.spacingMm(),
                plan.patch(),
                plan.inputChannels(),
                plan.classes(),
                List.of(3, 5, 5),
                plan.strides(),
                plan.kernels(),
                plan.decoderKernels(),
                plan.encoderConvolutions(),
                plan.decoderConvolutions(),
                plan.downsampling(),
                block,
                plan.blocks(),
                plan.mirrorAxes());
    }

    /** Four equal levels, one channel in, three classes. */
    public static UNetPlan even() {
        return new UNetPlan(
                new Spacing(3, 3, 3),
                new Index3(16, 16, 32),
                1,
                3,
                List.of(8, 16, 16, 16),
                List.of(ONE, HALVE, HALVE, HALVE),
                List.of(CUBE, CUBE, CUBE, CUBE),
                List.of(2, 2, 2, 2),
                List.of(1, 1, 1),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0));
    }

    /** Four levels, of depths 16, 8, 4 and 2, with a kernel of depth 5 at the third. */
    public static UNetPlan flat() {
        return new UNetPlan(
                new Spacing(3, 3, 3),
                new Index3(32, 16, 16),
                1,
                3,
                List.of(8, 16, 16, 16),
                List.of(ONE, HALVE, HALVE, HALVE),
                List.of(CUBE, CUBE, new Index3(3, 3, 5), CUBE),
                List.of(2, 2, 2, 2),
                List.of(1, 1, 1),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0));
    }

    /** Three levels, the encoder's blocks residual, one channel in. */
    public static UNetPlan residual() {
        return new UNetPlan(
                new Spacing(3, 3, 3),
                new Index3(16, 16, 16),
                1,
                3,
                List.of(8, 16, 16),
                List.of(ONE, HALVE, HALVE),
                List.of(CUBE, CUBE, CUBE),
                List.of(CUBE, CUBE),
                List.of(1, 2, 2),
                List.of(1, 1),
                Downsampling.STRIDED_CONVOLUTION,
                EncoderBlock.RESIDUAL,
                BlockRule.STANDARD,
                List.of(0));
    }

    /** Two levels with as many channels as it takes to transform convolutions along the depth. */
    public static UNetPlan wide() {
        return new UNetPlan(
                new Spacing(3, 3, 3),
                new Index3(6, 4, 16),
                1,
                2,
                List.of(64, 65),
                List.of(ONE, HALVE),
                List.of(CUBE, new Index3(1, 3, 3)),
                List.of(2, 2),
                List.of(1),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0));
    }

    /** Initial weights, with gains and offsets shaken so that none of them is without effect. */
    public static Weights weights(UNetPlan plan) {
        Random random = new Random(11);
        Map<String, Tensor> shaken = new LinkedHashMap<>();
        UNetProgram.of(plan).initialWeights(5).tensors().forEach((name, tensor) -> {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length && tensor.shape().size() == 1; i++) {
                values[i] += (float) (0.2 * random.nextGaussian());
            }
            shaken.put(name, new Tensor(tensor.shape(), values));
        });
        return new Weights(shaken);
    }

    /** Noise of zero mean and unit variance. */
    public static float[] images(UNetPlan plan, int batch, long seed) {
        Random random = new Random(seed);
        float[] images = new float[Math.toIntExact(plan.patch().product() * plan.inputChannels() * batch)];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
        return images;
    }

    /** Random labels. */
    public static byte[] labels(UNetPlan plan, int batch, long seed) {
        Random random = new Random(seed);
        byte[] labels = new byte[Math.toIntExact(batch * plan.patch().product())];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) random.nextInt(plan.classes());
        }
        return labels;
    }

    /** Labels that can be learnt from an image: three levels of brightness. */
    public static byte[] brightness(float[] images) {
        byte[] labels = new byte[images.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (images[i] > 1 ? 2 : images[i] > 0 ? 1 : 0);
        }
        return labels;
    }
}
