package org.bactrian.checkpoint.nnunet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bactrian.checkpoint.nnunet.plan.Architecture;
import org.bactrian.unet.plan.EncoderBlock;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.volume.Index3;

/** The names of nnU-Net's second version ({@code dynamic_network_architectures}). */
public final class NetworkNames implements StateNames {

    private static final Map<String, String> PARTS = Map.of(
            "weight", "conv.weight",
            "bias", "conv.bias",
            "gain", "norm.weight",
            "shift", "norm.bias",
            "mean", "norm.running_mean",
            "variance", "norm.running_var",
            "batches", "norm.num_batches_tracked");

    private static final Map<String, String> INNER = Map.of("first", "conv1", "second", "conv2");

    private static final Pattern UNDROPPED = Pattern.compile("\\.(conv2|skip\\.[01])\\.norm\\.");

    private static final Index3 ONE = new Index3(1, 1, 1);

    private final UNetPlan plan;
    private final boolean hasBias;
    private final boolean hasGains;
    private final boolean hasDropout;

    /** The names of a plan's network. */
    public NetworkNames(UNetPlan plan, Architecture architecture) {
        this.plan = plan;
        this.hasBias = architecture.hasBias();
        this.hasGains = architecture.hasGains();
        this.hasDropout = architecture.hasDropout();
    }

    @Override
    public String of(String weight) {
        List<String> parts = List.of(weight.split("_", -1));
        String part = parts.get(parts.size() - 1);
        return switch (parts.get(0)) {
            case "stem" -> "encoder.stem.convs.0." + PARTS.get(part);
            case "encoder" -> encoder(parts) + "." + PARTS.get(part);
            case "decoder" ->
                "decoder.stages.%s.convs.%s.%s".formatted(fromBelow(parts.get(1)), parts.get(2), PARTS.get(part));
            case "up" -> "decoder.transpconvs.%s.%s".formatted(fromBelow(parts.get(1)), part);
            case "head" -> "decoder.seg_layers.%s.%s".formatted(fromBelow(parts.get(1)), part);
            default -> throw new IllegalArgumentException("no weight is named " + weight);
        };
    }

    /** The decoder repeats the encoder, and every block repeats its layers in a list whose first is the convolution. */
    @Override
    public String canonical(String stateName) {
        return stateName
                .replaceFirst("^decoder\\.encoder\\.", "encoder.")
                .replaceFirst("\\.all_modules\\.0\\.", ".conv.")
                .replaceFirst("\\.all_modules\\.[12]\\.", ".norm.");
    }

    @Override
    public boolean mayLack(String weight) {
        boolean isOfNorm = weight.endsWith("_gain") || weight.endsWith("_shift");
        return isOfNorm ? !hasGains : !hasBias && weight.endsWith("_bias") && !weight.startsWith("head_");
    }

    /**
     * All names of a weight, the first one as {@link #of} has it: layers stand in a list too, and the decoder holds the
     * encoder.
     */
    public List<String> all(String weight) {
        String name = of(weight);
        List<String> names = new ArrayList<>(List.of(name));
        if (name.matches(".*\\.(conv|norm)\\.[a-z_]+")) {
            names.add(name.replaceFirst("\\.conv\\.([a-z]+)$", ".all_modules.0.$1")
                    .replaceFirst("\\.norm\\.([a-z_]+)$", normInList(name) + "$1"));
        }
        if (name.startsWith("encoder.")) {
            List.copyOf(names).forEach(one -> names.add("decoder." + one));
        }
        return names;
    }

    /** Dropout comes between the two, but neither before a sum of residuals nor on a shortcut. */
    private String normInList(String name) {
        return hasDropout && !UNDROPPED.matcher(name).find() ? ".all_modules.2." : ".all_modules.1.";
    }

    private String encoder(List<String> parts) {
        int level = Integer.parseInt(parts.get(1));
        if (plan.encoderBlock() == EncoderBlock.PLAIN) {
            return "encoder.stages.%s.0.convs.%s".formatted(level, parts.get(2));
        }
        boolean isFirstBlock = parts.get(2).equals("0");
        String inner = parts.get(3);
        boolean pools = isFirstBlock && !plan.strides().get(level).equals(ONE);
        String name = INNER.containsKey(inner) ? INNER.get(inner) : pools ? "skip.1" : "skip.0";
        return "encoder.stages.%s.blocks.%s.%s".formatted(level, parts.get(2), name);
    }

    /** The decoder counts its levels from the lowest resolution. */
    private int fromBelow(String level) {
        return plan.heads() - 1 - Integer.parseInt(level);
    }
}
