package org.bactrian.checkpoint.nnunet.export;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.checkpoint.nnunet.plan.Configuration;
import org.bactrian.checkpoint.nnunet.plan.Normalisation;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SliceRule;
import org.bactrian.numeric.spline.SplineOrder;
import org.bactrian.stage.resample.ResampleConfig;
import org.bactrian.unet.plan.EncoderBlock;
import org.bactrian.unet.plan.FeatureNorm;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.volume.Index3;

/** The {@code plans.json} of a network that nnU-Net has not planned, as nnU-Net writes it since 2.4. */
final class WrittenPlans {

    /** Stands for channels that are normalised by what is measured on each scan. */
    private static final Normalisation.Ct NOT_MEASURED = new Normalisation.Ct(0, 1, 0, 1);

    private static final String TORCH = "TORCH_LINEAR";

    private final UNetPlan plan;
    private final StageWords words;
    private final ScoreRule scores;
    private final boolean hasBias;

    /**
     * Plans.
     *
     * @param scores how they go back to the scan
     * @param hasBias whether convolutions have a bias
     */
    WrittenPlans(UNetPlan plan, StageWords words, ScoreRule scores, boolean hasBias) {
        this.plan = plan;
        this.words = words;
        this.scores = scores;
        this.hasBias = hasBias;
    }

    /** The configuration that the plans hold. */
    String configuration() {
        if (plan.isFlat()) {
            return "2d";
        }
        return words.cascaded().isEmpty() ? "3d_fullres" : "3d_cascade_fullres";
    }

    JsonObject json(String datasetName) {
        List<Integer> forward = words.transposeForward();
        JsonObject json = JsonParser.parseString("""
                {"dataset_name": %s, "plans_name": "nnUNetPlans",
                 "original_median_spacing_after_transp": %s, "original_median_shape_after_transp": %s,
                 "image_reader_writer": "%s", "transpose_forward": %s, "transpose_backward": %s,
                 "configurations": {}, "experiment_planner_used": "ExperimentPlanner", "label_manager": "LabelManager",
                 "foreground_intensity_properties_per_channel": {}}
                """.formatted(
                        new Gson().toJson(datasetName),
                        List.of(
                                plan.spacingMm().z(),
                                plan.spacingMm().y(),
                                plan.spacingMm().x()),
                        List.of(plan.patch().z(), plan.patch().y(), plan.patch().x()),
                        words.reader(),
                        forward,
                        List.of(forward.indexOf(0), forward.indexOf(1), forward.indexOf(2))))
                .getAsJsonObject();
        json.getAsJsonObject("configurations").add(configuration(), configurationJson());
        addIntensities(json.getAsJsonObject("foreground_intensity_properties_per_channel"));
        return json;
    }

    private JsonObject configurationJson() {
        JsonObject json = JsonParser.parseString(
                        """
                {"data_identifier": "nnUNetPlans_%s", "preprocessor_name": "DefaultPreprocessor", "batch_size": 2,
                 "patch_size": %s, "median_image_size_in_voxels": %s, "spacing": %s, "batch_dice": false}
                """.formatted(configuration(), lengths(plan.patch()), lengths(plan.patch()), spacing()))
                .getAsJsonObject();
        JsonArray schemes = new JsonArray();
        JsonArray masks = new JsonArray();
        for (Normalisation normalisation : words.normalisations()) {
            schemes.add(normalisation.scheme());
            masks.add(normalisation instanceof Normalisation.ZScore zScore && zScore.insideOnly());
        }
        json.add("normalization_schemes", schemes);
        json.add("use_mask_for_norm", masks);
        addResampling(json);
        json.add("architecture", architecture());
        if (!words.cascaded().isEmpty()) {
            json.addProperty("previous_stage", "3d_lowres");
        }
        return json;
    }

    private void addResampling(JsonObject json) {
        if (words.resampling().isEmpty()) {
            for (String of : List.of("data", "seg", "probabilities")) {
                json.addProperty("resampling_fn_" + of, "no_resampling_hack");
                json.add("resampling_fn_%s_kwargs".formatted(of), new JsonObject());
            }
            return;
        }
        ResampleConfig rule = words.resampling().get();
        add(json, "data", String.valueOf(rule.images()), rule.across(), rule.slices());
        String labels = String.valueOf(rule.labels()).equals("TORCH") ? TORCH : "LINEAR";
        add(json, "seg", labels, SplineOrder.NEAREST, rule.slicesOfLabels());
        SliceOrders orders = scores.orders();
        String inPlane = String.valueOf(orders.inPlane());
        add(json, "probabilities", scores.asInTorch() ? TORCH : inPlane, orders.across(), scores.slices());
    }

    private static String separate(SliceRule slices) {
        return switch (slices) {
            case ALWAYS -> "true";
            case NEVER -> "false";
            case WHERE_FAR_APART -> "null";
        };
    }

    private static int order(String rule) {
        return switch (rule) {
            case "CUBIC" -> 3;
            case "NEAREST" -> 0;
            default -> 1;
        };
    }

    private static void add(JsonObject json, String of, String rule, SplineOrder across, SliceRule slices) {
        boolean isTorch = rule.equals(TORCH);
        int acrossOrder = order(String.valueOf(across));
        String orders = isTorch ? "" : "\"order\": %s, \"order_z\": %s, ".formatted(order(rule), acrossOrder);
        json.addProperty("resampling_fn_" + of, isTorch ? "resample_torch_fornnunet" : "resample_data_or_seg_to_shape");
        json.add(
                "resampling_fn_%s_kwargs".formatted(of),
                JsonParser.parseString("{\"is_seg\": %s, %s\"force_separate_z\": %s}"
                        .formatted(of.equals("seg"), orders, separate(slices))));
    }

    private JsonObject architecture() {
        int axes = plan.isFlat() ? 2 : 3;
        boolean isResidual = plan.encoderBlock() == EncoderBlock.RESIDUAL;
        return JsonParser.parseString("""
                {"network_class_name": "dynamic_network_architectures.architectures.unet.%1$s",
                 "arch_kwargs": {
                  "n_stages": %2$s, "features_per_stage": %3$s, "conv_op": "torch.nn.modules.conv.Conv%4$sd",
                  "kernel_sizes": %5$s, "strides": %6$s, "%7$s": %8$s, "n_conv_per_stage_decoder": %9$s,
                  "conv_bias": %10$s, "norm_op": "torch.nn.modules.%11$s%4$sd",
                  "norm_op_kwargs": {"eps": %12$s, "affine": true}, "dropout_op": null, "dropout_op_kwargs": null,
                  "nonlin": "torch.nn.LeakyReLU", "nonlin_kwargs": {"inplace": true, "negative_slope": %13$s}},
                 "_kw_requires_import": ["conv_op", "norm_op", "dropout_op", "nonlin"]}
                """.formatted(
                        isResidual ? "ResidualEncoderUNet" : "PlainConvUNet",
                        plan.levels(),
                        plan.features(),
                        axes,
                        plan.kernels().stream().map(this::lengths).toList(),
                        plan.strides().stream().map(this::lengths).toList(),
                        isResidual ? "n_blocks_per_stage" : "n_conv_per_stage",
                        plan.encoderConvolutions(),
                        Configuration.reversed(plan.decoderConvolutions()),
                        hasBias,
                        plan.blocks().norm() == FeatureNorm.BATCH ? "batchnorm.BatchNorm" : "instancenorm.InstanceNorm",
                        plan.blocks().varianceFloor(),
                        plan.blocks().slope()))
                .getAsJsonObject();
    }

    /** Of every channel: nnU-Net looks for them whether or not they are used. */
    private void addIntensities(JsonObject json) {
        List<Normalisation> normalisations = words.normalisations();
        for (int channel = 0; channel < normalisations.size(); channel++) {
            Normalisation.Ct measured = normalisations.get(channel) instanceof Normalisation.Ct ct ? ct : NOT_MEASURED;
            json.add(String.valueOf(channel), intensities(measured));
        }
    }

    /** The median and the extremes are for people; nothing computes with them. */
    private static JsonElement intensities(Normalisation.Ct ct) {
        return JsonParser.parseString("""
                {"mean": %1$s, "median": %1$s, "std": %2$s, "min": %3$s, "max": %4$s,
                 "percentile_00_5": %3$s, "percentile_99_5": %4$s}
                """.formatted(ct.mean(), ct.deviation(), ct.lower(), ct.upper()));
    }

    /** (z, y, x), or (y, x) where slices are seen alone. */
    private List<Integer> lengths(Index3 size) {
        return plan.isFlat() ? List.of(size.y(), size.x()) : List.of(size.z(), size.y(), size.x());
    }

    private List<Double> spacing() {
        List<Double> spacing =
                new ArrayList<>(List.of(plan.spacingMm().y(), plan.spacingMm().x()));
        if (!plan.isFlat()) {
            spacing.add(0, plan.spacingMm().z());
        }
        return spacing;
    }
}
