package org.bactrian.checkpoint.nnunet;

import java.util.List;
import java.util.Map;
import org.bactrian.unet.plan.UNetPlan;

/** The names of nnU-Net's first version ({@code Generic_UNet}). */
final class GenericUNetNames implements StateNames {

    private static final Map<String, String> PARTS = Map.of(
            "weight", "conv.weight",
            "bias", "conv.bias",
            "gain", "instnorm.weight",
            "shift", "instnorm.bias",
            "mean", "instnorm.running_mean",
            "variance", "instnorm.running_var",
            "batches", "instnorm.num_batches_tracked");

    private final UNetPlan plan;

    GenericUNetNames(UNetPlan plan) {
        this.plan = plan;
    }

    @Override
    public String of(String weight) {
        List<String> parts = List.of(weight.split("_", -1));
        int level = Integer.parseInt(parts.get(1));
        int fromBelow = plan.heads() - 1 - level;
        return switch (parts.get(0)) {
            case "encoder" -> encoder(level, Integer.parseInt(parts.get(2))) + "." + PARTS.get(parts.get(3));
            case "decoder" -> decoder(level, fromBelow, Integer.parseInt(parts.get(2))) + "." + PARTS.get(parts.get(3));
            case "up" -> "tu.%s.%s".formatted(fromBelow, parts.get(2));
            case "head" -> "seg_outputs.%s.%s".formatted(fromBelow, parts.get(2));
            default -> throw new IllegalArgumentException("no weight is named " + weight);
        };
    }

    @Override
    public String canonical(String stateName) {
        return stateName;
    }

    /** Transposed convolutions and heads have no bias. */
    @Override
    public boolean mayLack(String weight) {
        return weight.endsWith("_bias") && (weight.startsWith("up_") || weight.startsWith("head_"));
    }

    private String encoder(int level, int convolution) {
        String name = "conv_blocks_context." + level;
        return level < plan.heads()
                ? name + ".blocks." + convolution
                : name + divided(convolution, plan.encoderConvolutions().get(level));
    }

    private String decoder(int level, int fromBelow, int convolution) {
        return "conv_blocks_localization." + fromBelow
                + divided(convolution, plan.decoderConvolutions().get(level));
    }

    /** All but the last convolution are one group, the last is another. */
    private static String divided(int convolution, int count) {
        return convolution < count - 1 ? ".0.blocks." + convolution : ".1.blocks.0";
    }
}
