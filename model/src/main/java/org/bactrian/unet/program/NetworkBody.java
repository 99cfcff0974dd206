package org.bactrian.unet.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.EncoderBlock;
import org.bactrian.unet.plan.FeatureNorm;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.WeightShape.Role;
import org.bactrian.volume.Index3;

/**
 * The statements that compute the scores of every head from an input {@code x}, and the weights they need, in the order
 * in which they need them. The network is nnU-Net's U-Net (Isensee et al., Nature Methods 18, 2021), plain or with residual
 * blocks in its encoder (Isensee et al., MICCAI 2024): at every level blocks of convolution, normalisation and leaky ReLU; transposed convolutions as wide as their
 * stride on the way up; a 1 x 1 x 1 convolution as head at every level but the bottleneck.
 *
 * <p>Numbers are formatted as texts ({@code %s}), here and in {@link TrainingText}: as numbers they would follow the
 * user's language, which may have other digits.
 */
final class NetworkBody {

    private static final Index3 ONE = new Index3(1, 1, 1);
    private static final Index3 CUBE = new Index3(3, 3, 3);

    /** A variable that holds feature maps, and their number format. */
    private record Maps(String variable, int channels, LayerFormat format) {}

    private final UNetPlan plan;
    private final Precision precision;
    private final Wording wording;
    private final String prefix;
    private final List<String> statements = new ArrayList<>();
    private final List<WeightShape> weights = new ArrayList<>();
    private final Map<String, KernelOrder> orders = new LinkedHashMap<>();
    private final List<String> heads = new ArrayList<>();

    /**
     * The statements of one of several networks in a program.
     *
     * @param prefix comes before the names of its weights and variables
     */
    NetworkBody(UNetPlan plan, Precision precision, Wording wording, String prefix) {
        this.plan = plan;
        this.precision = precision;
        this.wording = wording;
        this.prefix = prefix;
        decode(encode());
    }

    /** The statements, without indentation. */
    List<String> statements() {
        return statements;
    }

    List<WeightShape> weights() {
        return weights;
    }

    /** In what order the kernels are stored, by their names. */
    Map<String, KernelOrder> orders() {
        return orders;
    }

    /** The variables that hold the scores, always of 32 bits, full resolution first. */
    List<String> heads() {
        return heads;
    }

    /** All levels on the way down; each is a skip connection but the last. */
    private List<Maps> encode() {
        List<Maps> levels = new ArrayList<>();
        Maps maps = new Maps(worded("x", wording.input("x")), plan.inputChannels(), LayerFormat.FLOAT32);
        if (plan.encoderBlock().isResidual()) {
            Index3 kernel = plan.encoderBlock() == EncoderBlock.RESIDUAL_STRIDED
                    ? CUBE
                    : plan.kernels().get(0);
            maps = activated("stem", convolved("stem", 0, as(formatAtEnd(0), maps), features(0), kernel, ONE));
        }
        for (int level = 0; level < plan.levels(); level++) {
            Index3 stride = plan.strides().get(level);
            if (plan.downsampling() == Downsampling.MAX_POOLING && !stride.equals(ONE)) {
                maps = pooled(maps, stride);
                stride = ONE;
            }
            int count = plan.encoderConvolutions().get(level);
            maps = plan.encoderBlock().isResidual()
                    ? residualBlocks(level, count, maps, stride)
                    : blocks("encoder", level, count, plan.kernels().get(level), maps, stride);
            levels.add(maps);
        }
        return levels;
    }

    private void decode(List<Maps> levels) {
        Maps maps = levels.get(plan.levels() - 1);
        for (int level = plan.heads() - 1; level >= 0; level--) {
            Maps raised = raised(level, maps);
            Maps skipped = as(raised.format(), levels.get(level));
            String joined = let("torch.cat([%s, %s], 1)".formatted(raised.variable(), skipped.variable()));
            maps = new Maps(joined, raised.channels() + skipped.channels(), raised.format());
            int count = plan.decoderConvolutions().get(level);
            maps = blocks("decoder", level, count, plan.decoderKernels().get(level), maps, ONE);
            if (level == 0 || wording.hasAllHeads()) {
                Maps last = as(formatAtEnd(level), maps);
                Maps scores = convolved("head_" + level, level, last, plan.classes(), ONE, ONE);
                String exact = as(LayerFormat.FLOAT32, scores).variable();
                heads.add(0, worded(exact, wording.output(exact)));
            }
        }
    }

    private Maps blocks(String side, int level, int count, Index3 kernel, Maps input, Index3 firstStride) {
        Maps maps = input;
        for (int i = 0; i < count; i++) {
            String name = "%s_%s_%s".formatted(side, level, i);
            LayerFormat format = isFirst(name) ? formatAtEnd(level) : formatAt(level);
            maps = convolved(name, level, as(format, maps), features(level), kernel, i == 0 ? firstStride : ONE);
            maps = activated(name, maps);
        }
        return maps;
    }

    private static boolean isFirst(String name) {
        return name.equals("encoder_0_0");
    }

    private Maps residualBlocks(int level, int count, Maps input, Index3 firstStride) {
        Maps maps = as(formatAt(level), input);
        Index3 kernel = plan.kernels().get(level);
        for (int i = 0; i < count; i++) {
            String name = "encoder_%s_%s".formatted(level, i);
            Index3 stride = i == 0 ? firstStride : ONE;
            Maps inner = activated(
                    name + "_first", convolved(name + "_first", level, maps, features(level), kernel, stride));
            inner = convolved(name + "_second", level, inner, features(level), kernel, ONE);
            inner = normalised(name + "_second", inner, Role.RESIDUAL_GAIN);
            Maps shortcut = shortcut(name + "_shortcut", level, maps, stride);
            String sum = let("torch.add_(%s, %s)".formatted(inner.variable(), shortcut.variable()));
            maps = activated(new Maps(sum, inner.channels(), inner.format()));
        }
        return maps;
    }

    private Maps shortcut(String name, int level, Maps maps, Index3 stride) {
        boolean isWide = maps.channels() == features(level);
        if (plan.encoderBlock() == EncoderBlock.RESIDUAL_STRIDED) {
            return isWide && stride.equals(ONE) ? maps : projected(name, level, maps, stride);
        }
        Maps pooled = stride.equals(ONE) ? maps : averaged(maps, stride);
        return isWide ? pooled : projected(name, level, pooled, ONE);
    }

    /** To the channels of a level, normalised. */
    private Maps projected(String name, int level, Maps maps, Index3 stride) {
        Convolution layer = layer(level, maps, features(level), ONE, stride);
        String result = let(wording.convolution(layer, maps.variable(), kernelOf(name, layer), "None"));
        return normalised(name, new Maps(result, layer.outputs(), maps.format()), Role.GAIN);
    }

    private int features(int level) {
        return plan.features().get(level);
    }

    private Maps convolved(String name, int level, Maps maps, int channels, Index3 kernel, Index3 stride) {
        Convolution layer = layer(level, maps, channels, kernel, stride);
        String weight = kernelOf(name, layer);
        String bias = weight(name + "_bias", List.of(channels), Role.OFFSET, maps.format());
        String result = let(wording.convolution(layer, maps.variable(), weight, bias));
        return new Maps(result, channels, maps.format());
    }

    private Convolution layer(int level, Maps maps, int channels, Index3 kernel, Index3 stride) {
        return new Convolution(maps.channels(), channels, kernel, stride, plan.sizeAt(level), maps.format());
    }

    private String kernelOf(String name, Convolution layer) {
        List<Integer> shape = shape(layer.outputs(), layer.inputs(), layer.kernel());
        return kernel(name + "_weight", shape, wording.order(layer), layer.format());
    }

    private String kernel(String name, List<Integer> shape, KernelOrder order, LayerFormat format) {
        orders.put(prefix + name, order);
        String stored = weight(name, shape, Role.KERNEL, format);
        return order == KernelOrder.TRAINED ? stored : let(order.read(stored));
    }

    /** Instance normalisation and leaky ReLU. */
    private Maps activated(String name, Maps maps) {
        return activated(normalised(name, maps, Role.GAIN));
    }

    /** Leaky ReLU in place: nothing else needs what it overwrites. */
    private Maps activated(Maps maps) {
        String active = let("torch.leaky_relu_(%s, %s)"
                .formatted(maps.variable(), plan.blocks().slope()));
        return new Maps(active, maps.channels(), maps.format());
    }

    private Maps normalised(String name, Maps maps, Role gainRole) {
        List<Integer> shape = List.of(maps.channels());
        String gain = weight(name + "_gain", shape, gainRole, LayerFormat.FLOAT32);
        String shift = weight(name + "_shift", shape, Role.OFFSET, LayerFormat.FLOAT32);
        double floor = plan.blocks().varianceFloor();
        String normal = plan.blocks().norm() == FeatureNorm.BATCH
                ? measured(name, maps, gain, shift)
                : wording.normalisation(maps.variable(), gain, shift, floor, maps.format());
        return new Maps(let(normal), maps.channels(), maps.format());
    }

    /** Batch normalisation. How many batches were seen changes no score; it goes out again with the other weights. */
    private String measured(String name, Maps maps, String gain, String shift) {
        List<Integer> shape = List.of(maps.channels());
        String mean = weight(name + "_mean", shape, Role.MEASURED_MEAN, LayerFormat.FLOAT32);
        String variance = weight(name + "_variance", shape, Role.MEASURED_VARIANCE, LayerFormat.FLOAT32);
        weight(name + "_batches", List.of(), Role.MEASURED_MEAN, LayerFormat.FLOAT32);
        return "torch.batch_norm(%s, %s, %s, %s, %s, False, 0.1, %s, False)"
                .formatted(
                        maps.variable(),
                        gain,
                        shift,
                        mean,
                        variance,
                        plan.blocks().varianceFloor());
    }

    private Maps raised(int level, Maps below) {
        Index3 stride = plan.strides().get(level + 1);
        int channels = plan.features().get(level);
        Maps maps = as(formatAt(level + 1), below);
        String weight = kernel(
                "up_%s_weight".formatted(level),
                shape(maps.channels(), channels, stride),
                wording.transposedOrder(),
                maps.format());
        String bias = weight("up_%s_bias".formatted(level), List.of(channels), Role.OFFSET, maps.format());
        String result = let("torch.conv_transpose3d(%s, %s, %s, %s, [0, 0, 0], [0, 0, 0], 1, [1, 1, 1])"
                .formatted(maps.variable(), weight, bias, PlainWording.triple(stride)));
        return as(formatAt(level), new Maps(result, channels, maps.format()));
    }

    private Maps pooled(Maps maps, Index3 stride) {
        String result = let("torch.max_pool3d(%s, %s, %s, [0, 0, 0], [1, 1, 1], False)"
                .formatted(maps.variable(), PlainWording.triple(stride), PlainWording.triple(stride)));
        return new Maps(result, maps.channels(), maps.format());
    }

    /** In 32 bits: torch has no other averages of volumes on processors. */
    private Maps averaged(Maps maps, Index3 stride) {
        String result = let("torch.avg_pool3d(%s, %s, %s, [0, 0, 0], False, True, None)"
                .formatted(
                        as(LayerFormat.FLOAT32, maps).variable(),
                        PlainWording.triple(stride),
                        PlainWording.triple(stride)));
        return as(maps.format(), new Maps(result, maps.channels(), LayerFormat.FLOAT32));
    }

    /**
     * Where a level is flatter than its kernels, oneDNN 3.7 computes wrong kernel gradients in bfloat16 (most often at
     * depth 2); such levels, which are small, stay in 32 bits.
     */
    private LayerFormat formatAt(int level) {
        int deepest = plan.kernels().get(level).z();
        if (level < plan.heads()) {
            deepest = Math.max(deepest, plan.decoderKernels().get(level).z());
        }
        boolean isFlat = plan.sizeAt(level).z() < deepest;
        return isFlat ? LayerFormat.FLOAT32 : precision.formatAt(level);
    }

    /**
     * The format of the first convolution and of the heads. They are a small part of the work, but rounding the image and the
     * scores themselves does as much as rounding all maps between.
     */
    private LayerFormat formatAtEnd(int level) {
        return wording.hasExactEnds() ? LayerFormat.FLOAT32 : formatAt(level);
    }

    private Maps as(LayerFormat format, Maps maps) {
        return maps.format() == format ? maps : new Maps(let(cast(maps.variable(), format)), maps.channels(), format);
    }

    private String weight(String name, List<Integer> shape, Role role, LayerFormat format) {
        weights.add(new WeightShape(prefix + name, shape, role));
        String variable = "self." + prefix + name;
        return format == LayerFormat.FLOAT32 ? variable : let(cast(variable, format));
    }

    private static String cast(String variable, LayerFormat format) {
        return "torch.to(%s, %s)".formatted(variable, format.torchType());
    }

    /** A new variable, unless the wording leaves one as it is. */
    private String worded(String variable, String expression) {
        return expression.equals(variable) ? variable : let(expression);
    }

    private String let(String expression) {
        String variable = prefix + "v" + statements.size();
        statements.add(variable + " = " + expression);
        return variable;
    }

    private static List<Integer> shape(int first, int second, Index3 kernel) {
        return List.of(first, second, kernel.z(), kernel.y(), kernel.x());
    }
}
