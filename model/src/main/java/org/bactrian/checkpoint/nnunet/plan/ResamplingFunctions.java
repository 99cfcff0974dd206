package org.bactrian.checkpoint.nnunet.plan;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SliceRule;
import org.bactrian.numeric.spline.SplineOrder;

/** Reads the resampling functions that a configuration names, and what it gives them. */
final class ResamplingFunctions {

    private static final String SPLINES = "resample_data_or_seg_to_shape";
    private static final String TORCH = "resample_torch_fornnunet";
    private static final String TORCH_JOINT = "resample_torch_simple";
    private static final String NONE = "no_resampling_hack";
    private static final List<String> KNOWN = List.of(SPLINES, TORCH, TORCH_JOINT, NONE);

    private static final Map<Integer, String> ORDERS = Map.of(0, Resampling.NEAREST, 1, "linear", 3, "cubic");
    private static final Map<Integer, String> LABEL_ORDERS = Map.of(1, "largest-share");

    private static final String IMAGES = "resampling_fn_data";
    private static final String SCORES = "resampling_fn_probabilities";
    private static final String ACROSS = "order_z";
    private static final String WHERE_FAR_APART = "where-far-apart";

    private static final double STANDARD_ANISOTROPY = 3;

    private ResamplingFunctions() {}

    /** What is done to images and labels; empty where it is nothing. */
    static Optional<Resampling> read(JsonFields configuration) {
        if (!configuration.has(IMAGES)) {
            return Optional.of(Resampling.STANDARD);
        }
        String images = rule(configuration, IMAGES, "torch-linear", ORDERS);
        String labels = rule(configuration, "resampling_fn_seg", "torch", LABEL_ORDERS);
        String acrossLabels = across(configuration, "resampling_fn_seg");
        if (!acrossLabels.equals(Resampling.NEAREST)) {
            throw arguments(configuration, "resampling_fn_seg").bad(ACROSS, acrossLabels, "0 for label maps");
        }
        if (images.equals(NONE) && labels.equals(NONE)) {
            return Optional.empty();
        }
        if (images.equals(NONE) || labels.equals(NONE)) {
            throw configuration.bad("resampling_fn_seg", "another grid than that of images", "the same for both");
        }
        Resampling rule = new Resampling(
                images, labels, slices(configuration, IMAGES), slices(configuration, "resampling_fn_seg"));
        return Optional.of(rule.withAcross(across(configuration, IMAGES)));
    }

    /** How scores go back: slice by slice where the plan says so. */
    static ScoreRule scores(JsonFields configuration) {
        if (!configuration.has(SCORES)) {
            return ScoreRule.STANDARD;
        }
        String inPlane = rule(configuration, SCORES, "linear", ORDERS);
        if (inPlane.equals(NONE)) {
            return ScoreRule.STANDARD;
        }
        String slices = slices(configuration, SCORES);
        return new ScoreRule(
                SliceRule.valueOf(slices.replace('-', '_').toUpperCase(Locale.ROOT)),
                !configuration.text(SCORES).equals(SPLINES),
                false,
                new SliceOrders(order(inPlane), order(across(configuration, SCORES))));
    }

    private static SplineOrder order(String name) {
        return SplineOrder.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** What is done across slices that are kept separate; torch takes the nearest. */
    private static String across(JsonFields configuration, String field) {
        JsonFields arguments = arguments(configuration, field);
        boolean isSaid = configuration.text(field).equals(SPLINES) && arguments.has(ACROSS);
        return isSaid ? known(arguments, ACROSS, arguments.integer(ACROSS), ORDERS) : Resampling.NEAREST;
    }

    private static String rule(JsonFields configuration, String field, String torch, Map<Integer, String> orders) {
        String function = configuration.text(field);
        JsonFields arguments = arguments(configuration, field);
        return switch (function) {
            case SPLINES -> ofOrder(arguments, orders);
            case TORCH, TORCH_JOINT -> ofTorch(arguments, torch);
            case NONE -> NONE;
            default -> throw configuration.bad(field, function, "one of " + KNOWN);
        };
    }

    private static String ofOrder(JsonFields arguments, Map<Integer, String> orders) {
        return known(arguments, "order", arguments.has("order") ? arguments.integer("order") : 3, orders);
    }

    private static String known(JsonFields arguments, String field, int order, Map<Integer, String> orders) {
        String name = orders.get(order);
        if (name == null) {
            throw arguments.bad(field, order, "one of " + new TreeSet<>(orders.keySet()));
        }
        return name;
    }

    private static String ofTorch(JsonFields arguments, String torch) {
        if (arguments.has("mode") && !arguments.text("mode").equals("linear")) {
            throw arguments.bad("mode", arguments.text("mode"), "linear");
        }
        if (arguments.has("aniso_axis_mode")
                && !arguments.text("aniso_axis_mode").equals("nearest-exact")) {
            throw arguments.bad("aniso_axis_mode", arguments.text("aniso_axis_mode"), "nearest-exact");
        }
        if (arguments.has("memefficient_seg_resampling") && arguments.truth("memefficient_seg_resampling")) {
            throw arguments.bad("memefficient_seg_resampling", "true", "false");
        }
        return torch;
    }

    private static String slices(JsonFields configuration, String field) {
        JsonFields arguments = arguments(configuration, field);
        if (arguments.has("separate_z_anisotropy_threshold")
                && arguments.number("separate_z_anisotropy_threshold") != STANDARD_ANISOTROPY) {
            throw arguments.bad(
                    "separate_z_anisotropy_threshold",
                    arguments.number("separate_z_anisotropy_threshold"),
                    String.valueOf(STANDARD_ANISOTROPY));
        }
        if (configuration.text(field).equals(TORCH_JOINT)) {
            return "never";
        }
        if (!arguments.has("force_separate_z")) {
            return arguments.json().has("force_separate_z")
                            || !configuration.text(field).equals(SPLINES)
                    ? WHERE_FAR_APART
                    : "never";
        }
        return arguments.json().get("force_separate_z").getAsBoolean() ? "always" : "never";
    }

    private static JsonFields arguments(JsonFields configuration, String field) {
        String name = field + "_kwargs";
        return configuration.has(name)
                ? configuration.object(name)
                : new JsonFields(configuration.file(), configuration.path() + name + ".", new JsonObject());
    }
}
