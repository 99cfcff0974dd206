package org.bactrian.checkpoint.nnunet.plan;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.unet.plan.BlockRule;
import org.bactrian.unet.plan.EncoderBlock;
import org.bactrian.unet.plan.FeatureNorm;
import org.bactrian.unet.plan.UNetPlan;

/**
 * The network that a configuration names, its sizes as they were read: (z, y, x), or (y, x) where slices are seen alone.
 *
 * @param encoderBlock what the encoder is made of
 * @param features at each level
 * @param strides at each level
 * @param kernels at each level on the way down
 * @param decoderKernels at each level on the way up, the full resolution first
 * @param encoder convolutions or blocks at each level
 * @param decoder convolutions at each level, the lowest resolution first
 * @param blocks what follows each convolution
 * @param hasBias whether convolutions have a bias
 * @param hasGains whether normalisations multiply and add what was learned
 * @param hasDropout whether values are dropped after convolutions while it trains
 */
public record Architecture(
        EncoderBlock encoderBlock,
        List<Integer> features,
        List<List<Integer>> strides,
        List<List<Integer>> kernels,
        List<List<Integer>> decoderKernels,
        List<Integer> encoder,
        List<Integer> decoder,
        BlockRule blocks,
        boolean hasBias,
        boolean hasGains,
        boolean hasDropout) {

    private static final String PLAIN = "PlainConvUNet";
    private static final String RESIDUAL = "ResidualEncoderUNet";
    private static final int MOST_LEVELS = 32;
    private static final String NORM_ARGUMENTS = "norm_op_kwargs";
    private static final String MEASURES = "track_running_stats";

    /** What is looked at, or changes nothing in a network that only computes scores. */
    private static final Set<String> KNOWN = Set.of(
            "n_stages",
            "features_per_stage",
            "conv_op",
            "kernel_sizes",
            "strides",
            "n_conv_per_stage",
            "n_blocks_per_stage",
            "n_conv_per_stage_decoder",
            "conv_bias",
            "norm_op",
            NORM_ARGUMENTS,
            "dropout_op",
            "dropout_op_kwargs",
            "nonlin",
            "nonlin_kwargs",
            "deep_supervision");

    /**
     * The same with batch normalisation, which a trainer may put in place of what the plans say: nnU-Net's own with its usual
     * floor, and with gains and shifts.
     */
    public Architecture batchNormalised() {
        if (blocks.norm() == FeatureNorm.BATCH) {
            return this;
        }
        return new Architecture(
                encoderBlock,
                features,
                strides,
                kernels,
                decoderKernels,
                encoder,
                decoder,
                new BlockRule(FeatureNorm.BATCH, BlockRule.STANDARD.varianceFloor(), blocks.slope()),
                hasBias,
                true,
                hasDropout);
    }

    /** Reads the network of a configuration, as plans since 2.4 and before it describe it. */
    static Architecture read(JsonFields configuration) {
        return configuration.has("architecture") ? newer(configuration.object("architecture")) : older(configuration);
    }

    private static Architecture newer(JsonFields architecture) {
        String type = architecture.text("network_class_name").replaceFirst(".*\\.", "");
        EncoderBlock block = block(architecture, "network_class_name", type);
        JsonFields arguments = architecture.object("arch_kwargs");
        requireKnown(arguments);
        int levels = arguments.integer("n_stages");
        int axes = arguments.text("conv_op").endsWith("2d") ? 2 : 3;
        String encoder = block == EncoderBlock.RESIDUAL ? "n_blocks_per_stage" : "n_conv_per_stage";
        List<List<Integer>> kernels = sizes(arguments, "kernel_sizes", levels, axes);
        return new Architecture(
                block,
                counts(arguments, "features_per_stage", levels),
                sizes(arguments, "strides", levels, axes),
                kernels,
                UNetPlan.aboveBottleneck(kernels),
                counts(arguments, encoder, levels),
                counts(arguments, "n_conv_per_stage_decoder", levels - 1),
                blocks(arguments),
                arguments.has("conv_bias") && arguments.truth("conv_bias"),
                hasGains(inner(arguments, NORM_ARGUMENTS), norm(arguments)),
                arguments.has("dropout_op"));
    }

    private static Architecture older(JsonFields configuration) {
        String type = configuration.text("UNet_class_name");
        EncoderBlock block = block(configuration, "UNet_class_name", type);
        List<Integer> encoder = configuration.list("n_conv_per_stage_encoder", JsonElement::getAsInt);
        int axes = configuration.list("patch_size", JsonElement::getAsInt).size();
        int first = configuration.integer("UNet_base_num_features");
        int most = configuration.integer("unet_max_num_features");
        List<Integer> features = new ArrayList<>();
        for (int level = 0; level < encoder.size(); level++) {
            features.add((int) Math.min((long) first << Math.min(level, 30), most));
        }
        List<List<Integer>> kernels = sizes(configuration, "conv_kernel_sizes", encoder.size(), axes);
        return new Architecture(
                block,
                features,
                sizes(configuration, "pool_op_kernel_sizes", encoder.size(), axes),
                kernels,
                UNetPlan.aboveBottleneck(kernels),
                encoder,
                configuration.list("n_conv_per_stage_decoder", JsonElement::getAsInt),
                BlockRule.STANDARD,
                true,
                true,
                false);
    }

    private static EncoderBlock block(JsonFields fields, String field, String type) {
        return switch (type) {
            case PLAIN -> EncoderBlock.PLAIN;
            case RESIDUAL -> EncoderBlock.RESIDUAL;
            default -> throw fields.bad(field, type, PLAIN + " or " + RESIDUAL);
        };
    }

    private static void requireKnown(JsonFields arguments) {
        Set<String> unknown = new TreeSet<>();
        arguments.json().entrySet().forEach(entry -> {
            boolean isOff = entry.getValue().isJsonNull()
                    || entry.getValue().toString().equals("false")
                    || entry.getValue().toString().equals("\"conv\"");
            if (!KNOWN.contains(entry.getKey()) && !isOff) {
                unknown.add(entry.getKey());
            }
        });
        if (!unknown.isEmpty()) {
            throw arguments.bad("arch_kwargs", unknown, "only " + new TreeSet<>(KNOWN));
        }
    }

    private static BlockRule blocks(JsonFields arguments) {
        operation(arguments, "conv_op", List.of("Conv3d", "Conv2d"));
        String activation = operation(arguments, "nonlin", List.of("LeakyReLU", "ReLU"));
        FeatureNorm kind = norm(arguments);
        JsonFields normArguments = inner(arguments, NORM_ARGUMENTS);
        requireOwnMeasures(normArguments, kind);
        double floor = normArguments.has("eps") ? normArguments.number("eps") : BlockRule.STANDARD.varianceFloor();
        if (!(floor > 0 && Double.isFinite(floor))) {
            throw normArguments.bad("eps", floor, "a positive number");
        }
        return new BlockRule(kind, floor, activation.equals("ReLU") ? 0 : slope(inner(arguments, "nonlin_kwargs")));
    }

    private static FeatureNorm norm(JsonFields arguments) {
        String norm = operation(
                arguments, "norm_op", List.of("InstanceNorm3d", "InstanceNorm2d", "BatchNorm3d", "BatchNorm2d"));
        return norm.startsWith("Batch") ? FeatureNorm.BATCH : FeatureNorm.INSTANCE;
    }

    /** Torch's own default. */
    private static double slope(JsonFields arguments) {
        double slope =
                arguments.has("negative_slope") ? arguments.number("negative_slope") : BlockRule.STANDARD.slope();
        if (!Double.isFinite(slope)) {
            throw arguments.bad("negative_slope", slope, "a finite number");
        }
        return slope;
    }

    /** What is not said is as torch has it: batch normalisations have gains and shifts, those of instances do not. */
    private static boolean hasGains(JsonFields arguments, FeatureNorm kind) {
        return arguments.has("affine") ? arguments.truth("affine") : kind == FeatureNorm.BATCH;
    }

    private static void requireOwnMeasures(JsonFields arguments, FeatureNorm kind) {
        if (arguments.has(MEASURES) && arguments.truth(MEASURES) != (kind == FeatureNorm.BATCH)) {
            throw arguments.bad(MEASURES, arguments.json().get(MEASURES), kind == FeatureNorm.BATCH ? "true" : "false");
        }
    }

    private static JsonFields inner(JsonFields arguments, String field) {
        return arguments.has(field)
                ? arguments.object(field)
                : new JsonFields(arguments.file(), arguments.path() + field + ".", new JsonObject());
    }

    private static String operation(JsonFields arguments, String field, List<String> known) {
        String type = arguments.text(field).replaceFirst(".*\\.", "");
        if (!known.contains(type)) {
            throw arguments.bad(field, type, "one of " + known);
        }
        return type;
    }

    /** A number for each axis of each level; one number stands for all axes, or for all of them at all levels. */
    private static List<List<Integer>> sizes(JsonFields fields, String field, int levels, int axes) {
        if (isNumber(fields, field)) {
            return Collections.nCopies(sane(levels), Collections.nCopies(axes, fields.integer(field)));
        }
        return fields.list(
                field,
                size -> size.isJsonPrimitive()
                        ? Collections.nCopies(axes, size.getAsInt())
                        : size.getAsJsonArray().asList().stream()
                                .map(JsonElement::getAsInt)
                                .toList());
    }

    /** A number for each level, or one for all of them. */
    private static List<Integer> counts(JsonFields fields, String field, int levels) {
        return isNumber(fields, field)
                ? Collections.nCopies(sane(levels), fields.integer(field))
                : fields.list(field, JsonElement::getAsInt);
    }

    private static boolean isNumber(JsonFields fields, String field) {
        return Optional.ofNullable(fields.json().get(field))
                .filter(JsonElement::isJsonPrimitive)
                .isPresent();
    }

    /** Files claim anything. */
    private static int sane(int levels) {
        return Math.max(0, Math.min(levels, MOST_LEVELS));
    }
}
