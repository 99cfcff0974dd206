package org.bactrian.checkpoint.nnunet;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.unet.EncoderBlock;

/**
 * The network that a configuration names, its sizes as they were read: (z, y, x), or (y, x) where slices are seen alone.
 *
 * @param encoderBlock what the encoder is made of
 * @param features at each level
 * @param strides at each level
 * @param kernels at each level
 * @param encoder convolutions or blocks at each level
 * @param decoder convolutions at each level, the lowest resolution first
 * @param hasBias whether convolutions have a bias
 * @param hasDropout whether values are dropped after convolutions while it trains
 */
record Architecture(
        EncoderBlock encoderBlock,
        List<Integer> features,
        List<List<Integer>> strides,
        List<List<Integer>> kernels,
        List<Integer> encoder,
        List<Integer> decoder,
        boolean hasBias,
        boolean hasDropout) {

    private static final String PLAIN = "PlainConvUNet";
    private static final String RESIDUAL = "ResidualEncoderUNet";

    private static final double VARIANCE_FLOOR = 1e-5;
    private static final double SLOPE = 0.01;

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
            "norm_op_kwargs",
            "dropout_op",
            "dropout_op_kwargs",
            "nonlin",
            "nonlin_kwargs",
            "deep_supervision");

    /** Reads the network of a configuration, as plans since 2.4 and before it describe it. */
    static Architecture read(JsonFields configuration) {
        return configuration.has("architecture") ? newer(configuration.object("architecture")) : older(configuration);
    }

    private static Architecture newer(JsonFields architecture) {
        String type = architecture.text("network_class_name").replaceFirst(".*\\.", "");
        EncoderBlock block = block(architecture, "network_class_name", type);
        JsonFields arguments = architecture.object("arch_kwargs");
        requireKnown(arguments);
        requireOperations(arguments);
        List<Integer> features = arguments.list("features_per_stage", JsonElement::getAsInt);
        int levels = arguments.integer("n_stages");
        String encoder = block == EncoderBlock.RESIDUAL ? "n_blocks_per_stage" : "n_conv_per_stage";
        return new Architecture(
                block,
                features,
                sizes(arguments, "strides"),
                sizes(arguments, "kernel_sizes"),
                counts(arguments, encoder, levels),
                counts(arguments, "n_conv_per_stage_decoder", levels - 1),
                arguments.has("conv_bias") && arguments.json().get("conv_bias").getAsBoolean(),
                arguments.has("dropout_op"));
    }

    private static Architecture older(JsonFields configuration) {
        String type = configuration.text("UNet_class_name");
        EncoderBlock block = block(configuration, "UNet_class_name", type);
        List<Integer> encoder = configuration.list("n_conv_per_stage_encoder", JsonElement::getAsInt);
        int first = configuration.integer("UNet_base_num_features");
        int most = configuration.integer("unet_max_num_features");
        List<Integer> features = new ArrayList<>();
        for (int level = 0; level < encoder.size(); level++) {
            features.add((int) Math.min((long) first << Math.min(level, 30), most));
        }
        return new Architecture(
                block,
                features,
                sizes(configuration, "pool_op_kernel_sizes"),
                sizes(configuration, "conv_kernel_sizes"),
                encoder,
                configuration.list("n_conv_per_stage_decoder", JsonElement::getAsInt),
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

    private static void requireOperations(JsonFields arguments) {
        require(arguments, "conv_op", "Conv3d", "Conv2d");
        require(arguments, "norm_op", "InstanceNorm3d", "InstanceNorm2d");
        require(arguments, "nonlin", "LeakyReLU", "LeakyReLU");
        if (arguments.has("norm_op_kwargs")) {
            JsonFields norm = arguments.object("norm_op_kwargs");
            requireNumber(norm, "eps", VARIANCE_FLOOR);
            if (!norm.has("affine") || !norm.json().get("affine").getAsBoolean()) {
                throw norm.bad("affine", "not true", "true");
            }
        }
        if (arguments.has("nonlin_kwargs")) {
            requireNumber(arguments.object("nonlin_kwargs"), "negative_slope", SLOPE);
        }
    }

    private static void require(JsonFields arguments, String field, String first, String second) {
        String type = arguments.text(field).replaceFirst(".*\\.", "");
        if (!type.equals(first) && !type.equals(second)) {
            throw arguments.bad(field, type, first + " or " + second);
        }
    }

    private static void requireNumber(JsonFields fields, String field, double expected) {
        if (fields.has(field) && fields.number(field) != expected) {
            throw fields.bad(field, fields.number(field), String.valueOf(expected));
        }
    }

    private static List<List<Integer>> sizes(JsonFields fields, String field) {
        return fields.list(field, size -> size.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsInt)
                .toList());
    }

    /** A number for each level, or one for all of them. */
    private static List<Integer> counts(JsonFields fields, String field, int levels) {
        Optional<JsonElement> value = Optional.ofNullable(fields.json().get(field));
        if (value.filter(JsonElement::isJsonPrimitive).isPresent()) {
            return Collections.nCopies(Math.max(0, Math.min(levels, 32)), fields.integer(field));
        }
        return fields.list(field, JsonElement::getAsInt);
    }
}
