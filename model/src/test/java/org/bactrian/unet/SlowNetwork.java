package org.bactrian.unet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.EncoderBlock;
import org.bactrian.unet.plan.FeatureNorm;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.TrainingRules;
import org.bactrian.volume.Index3;

/** The network of a plan in plain Java, and its loss: what the written program must compute. */
final class SlowNetwork {

    private static final Index3 ONE = new Index3(1, 1, 1);

    private final UNetPlan plan;
    private final Weights weights;

    SlowNetwork(UNetPlan plan, Weights weights) {
        this.plan = plan;
        this.weights = weights;
    }

    /** The scores of every head for one patch, full resolution first. */
    List<FeatureMaps> scores(float[] patch) {
        List<FeatureMaps> levels = new ArrayList<>();
        FeatureMaps maps = FeatureMaps.of(plan.inputChannels(), plan.patch(), patch);
        if (plan.encoderBlock().isResidual()) {
            boolean isCube = plan.encoderBlock() == EncoderBlock.RESIDUAL_STRIDED;
            maps = activated(layer(
                    "stem", maps, isCube ? new Index3(3, 3, 3) : plan.kernels().get(0), ONE));
        }
        for (int level = 0; level < plan.levels(); level++) {
            Index3 stride = plan.strides().get(level);
            if (plan.encoderBlock().isResidual()) {
                maps = residualBlocks(level, maps, stride);
            } else if (plan.downsampling() == Downsampling.MAX_POOLING) {
                maps = blocks("encoder", level, plan.encoderConvolutions().get(level), maps.pooled(stride), ONE);
            } else {
                maps = blocks("encoder", level, plan.encoderConvolutions().get(level), maps, stride);
            }
            levels.add(maps);
        }
        List<FeatureMaps> heads = new ArrayList<>();
        for (int level = plan.levels() - 2; level >= 0; level--) {
            FeatureMaps raised = maps.raised(
                    weights.get("up_" + level + "_weight"),
                    weights.get("up_" + level + "_bias"),
                    plan.strides().get(level + 1));
            FeatureMaps joined = FeatureMaps.joined(List.of(raised, levels.get(level)));
            maps = blocks("decoder", level, plan.decoderConvolutions().get(level), joined, ONE);
            heads.add(
                    0,
                    maps.convolved(
                            weights.get("head_" + level + "_weight"),
                            weights.get("head_" + level + "_bias"),
                            ONE,
                            ONE));
        }
        return heads;
    }

    private FeatureMaps blocks(String side, int level, int count, FeatureMaps input, Index3 firstStride) {
        List<Index3> kernels = side.equals("encoder") ? plan.kernels() : plan.decoderKernels();
        FeatureMaps maps = input;
        for (int i = 0; i < count; i++) {
            String name = side + "_" + level + "_" + i;
            maps = activated(layer(name, maps, kernels.get(level), i == 0 ? firstStride : ONE));
        }
        return maps;
    }

    private FeatureMaps residualBlocks(int level, FeatureMaps input, Index3 firstStride) {
        FeatureMaps maps = input;
        Index3 kernel = plan.kernels().get(level);
        for (int i = 0; i < plan.encoderConvolutions().get(level); i++) {
            String name = "encoder_%s_%s".formatted(level, i);
            Index3 stride = i == 0 ? firstStride : ONE;
            FeatureMaps inner = layer(name + "_first", maps, kernel, stride);
            inner = layer(name + "_second", activated(inner), kernel, ONE);
            maps = activated(inner.plus(shortcut(name + "_shortcut", level, maps, stride)));
        }
        return maps;
    }

    private FeatureMaps shortcut(String name, int level, FeatureMaps maps, Index3 stride) {
        boolean isWide = maps.channels == plan.features().get(level);
        if (plan.encoderBlock() == EncoderBlock.RESIDUAL_STRIDED) {
            return isWide && stride.equals(ONE) ? maps : projected(name, maps, stride);
        }
        return isWide ? maps.averaged(stride) : projected(name, maps.averaged(stride), ONE);
    }

    private FeatureMaps projected(String name, FeatureMaps maps, Index3 stride) {
        Tensor weight = weights.get(name + "_weight");
        Tensor none = Tensor.zeros(List.of(weight.shape().get(0)));
        return normalised(name, maps.convolved(weight, none, ONE, stride));
    }

    /** Convolved and normalised. */
    private FeatureMaps layer(String name, FeatureMaps maps, Index3 kernel, Index3 stride) {
        Tensor bias = weights.get(name + "_bias");
        return normalised(name, maps.convolved(weights.get(name + "_weight"), bias, kernel, stride));
    }

    private FeatureMaps activated(FeatureMaps maps) {
        return maps.leakyRelu(plan.blocks().slope());
    }

    private FeatureMaps normalised(String name, FeatureMaps maps) {
        Tensor gain = weights.get(name + "_gain");
        Tensor shift = weights.get(name + "_shift");
        double floor = plan.blocks().varianceFloor();
        return plan.blocks().norm() == FeatureNorm.INSTANCE
                ? maps.normalised(gain, shift, floor)
                : maps.normalised(gain, shift, weights.get(name + "_mean"), weights.get(name + "_variance"), floor);
    }

    /** The loss of a batch of two patches. */
    double loss(TrainingRules rules, float[] images, byte[] twoLabels) {
        int half = images.length / 2;
        List<List<FeatureMaps>> scores =
                List.of(scores(Arrays.copyOf(images, half)), scores(Arrays.copyOfRange(images, half, images.length)));
        int voxels = twoLabels.length / 2;
        List<byte[]> labels =
                List.of(Arrays.copyOf(twoLabels, voxels), Arrays.copyOfRange(twoLabels, voxels, twoLabels.length));
        double loss = 0;
        for (int head = 0; head < plan.heads(); head++) {
            int level = head;
            List<FeatureMaps> atLevel =
                    scores.stream().map(heads -> heads.get(level)).toList();
            loss += rules.headWeights().get(head) * levelLoss(rules, atLevel, labels, plan.totalStride(head));
        }
        return loss;
    }

    private double levelLoss(TrainingRules rules, List<FeatureMaps> scores, List<byte[]> labels, Index3 stride) {
        double entropy = 0;
        double dice = 0;
        for (int patch = 0; patch < scores.size(); patch++) {
            FeatureMaps maps = scores.get(patch);
            int voxels = Math.toIntExact(maps.size.product());
            double[] both = new double[plan.classes()];
            double[] all = new double[plan.classes()];
            for (int voxel = 0; voxel < voxels; voxel++) {
                double[] shares = softmax(maps, voxel);
                int truth = labels.get(patch)[centre(maps.size, voxel, stride)];
                entropy -= Math.log(shares[truth]) / voxels / scores.size();
                both[truth] += shares[truth];
                all[truth]++;
                for (int label = 0; label < plan.classes(); label++) {
                    all[label] += shares[label];
                }
            }
            for (int label = 1; label < plan.classes(); label++) {
                double smooth = rules.diceSmoothing();
                dice += (2 * both[label] + smooth) / Math.max(all[label] + smooth, 1e-8);
            }
        }
        return entropy - dice / (scores.size() * (plan.classes() - 1));
    }

    /** Where the voxel of the patch lies that stands for a voxel of a coarser level: floor((i + 1/2) stride). */
    private int centre(Index3 size, int voxel, Index3 stride) {
        int x = voxel % size.x();
        int y = voxel / size.x() % size.y();
        int z = voxel / size.x() / size.y();
        int fineX = (int) ((x + 0.5) * stride.x());
        int fineY = (int) ((y + 0.5) * stride.y());
        int fineZ = (int) ((z + 0.5) * stride.z());
        return (fineZ * plan.patch().y() + fineY) * plan.patch().x() + fineX;
    }

    private double[] softmax(FeatureMaps maps, int voxel) {
        int voxels = Math.toIntExact(maps.size.product());
        double[] shares = new double[plan.classes()];
        double sum = 0;
        for (int label = 0; label < shares.length; label++) {
            shares[label] = Math.exp(maps.values[label * voxels + voxel]);
            sum += shares[label];
        }
        for (int label = 0; label < shares.length; label++) {
            shares[label] /= sum;
        }
        return shares;
    }
}
