package org.bactrian.checkpoint.nnunet;

import java.util.List;
import java.util.Map;
import org.bactrian.unet.plan.UNetPlan;

/** The names of the residual network of nnU-Net's first version ({@code FabiansUNet}). */
final class FirstResidualNames implements StateNames {

    private static final Map<String, String> MEASURES = Map.of(
            "gain", "weight",
            "shift", "bias",
            "mean", "running_mean",
            "variance", "running_var",
            "batches", "num_batches_tracked");

    private final UNetPlan plan;

    FirstResidualNames(UNetPlan plan) {
        this.plan = plan;
    }

    @Override
    public String of(String weight) {
        List<String> parts = List.of(weight.split("_", -1));
        String part = parts.get(parts.size() - 1);
        return switch (parts.get(0)) {
            case "stem" -> layer("encoder.initial_conv", "encoder.initial_norm", part);
            case "encoder" -> encoder(parts, part);
            case "decoder" -> {
                String name = "decoder.stages.%s.convs.%s.".formatted(fromBelow(parts.get(1)), parts.get(2));
                yield layer(name + "conv", name + "norm", part);
            }
            case "up" -> "decoder.tus.%s.%s".formatted(fromBelow(parts.get(1)), part);
            case "head" -> head(parts.get(1)) + "." + part;
            default -> throw new IllegalArgumentException("no weight is named " + weight);
        };
    }

    /** Every block of the decoder repeats its layers in a list: convolution, dropout, normalisation. */
    @Override
    public String canonical(String stateName) {
        return stateName
                .replaceFirst("^(decoder\\.stages\\.\\d+\\.convs\\.\\d+)\\.all\\.0\\.", "$1.conv.")
                .replaceFirst("^(decoder\\.stages\\.\\d+\\.convs\\.\\d+)\\.all\\.2\\.", "$1.norm.");
    }

    /** Only heads have a bias. */
    @Override
    public boolean mayLack(String weight) {
        return weight.endsWith("_bias") && !weight.startsWith("head_");
    }

    private static String encoder(List<String> parts, String part) {
        String block = "encoder.stages.%s.convs.%s.".formatted(parts.get(1), parts.get(2));
        return switch (parts.get(3)) {
            case "first" -> layer(block + "conv1", block + "norm1", part);
            case "second" -> layer(block + "conv2", block + "norm2", part);
            default -> layer(block + "downsample_skip.0", block + "downsample_skip.1", part);
        };
    }

    private static String layer(String convolution, String norm, String part) {
        return MEASURES.containsKey(part) ? norm + "." + MEASURES.get(part) : convolution + "." + part;
    }

    private String head(String level) {
        return level.equals("0")
                ? "decoder.segmentation_output"
                : "decoder.deep_supervision_outputs." + fromBelow(level);
    }

    /** The decoder counts its levels from the lowest resolution. */
    private int fromBelow(String level) {
        return plan.heads() - 1 - Integer.parseInt(level);
    }
}
