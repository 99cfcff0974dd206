package org.bactrian.checkpoint.nnunet;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.unet.BlockRule;
import org.bactrian.unet.EncoderBlock;

/** A {@code plans.pkl} of nnU-Net's first version. */
final class FirstVersionPlan {

    private static final int MOST_FEATURES = 320;
    private static final int MOST_FLAT_FEATURES = 480;

    private final JsonFields json;
    private final JsonFields stage;

    private final boolean isCascaded;

    /**
     * A plan.
     *
     * @param stage the resolution, 0 for the coarsest
     * @param isCascaded whether the network sees the labels that one before it has found
     */
    FirstVersionPlan(JsonFields json, int stage, boolean isCascaded) {
        this.json = json;
        this.isCascaded = isCascaded;
        this.stage = json.object("plans_per_stage").object(String.valueOf(stage));
    }

    /** How scans are prepared: resampled first, then normalised. */
    Configuration configuration(String name) {
        return new Configuration(
                name,
                "file",
                json.list("transpose_forward", JsonElement::getAsInt),
                spacing(),
                normalisations(),
                Optional.of(isCascaded ? Resampling.OF_FIRST_CASCADES : Resampling.STANDARD),
                ScoreRule.STANDARD,
                false);
    }

    List<Integer> patch() {
        return stage.list("patch_size", JsonElement::getAsInt);
    }

    /** The classes, background included. */
    int outputs() {
        return Math.addExact(json.integer("num_classes"), 1);
    }

    List<String> labels() {
        List<String> names = new ArrayList<>(List.of("background"));
        json.list("all_classes", JsonElement::getAsInt).forEach(label -> names.add("label " + label));
        return names;
    }

    /** The labels that become channels: all that there are ({@code nnUNetTrainerV2CascadeFullRes.process_plans}). */
    List<Integer> cascaded() {
        return isCascaded ? IntStream.range(1, outputs()).boxed().toList() : List.of();
    }

    Architecture architecture() {
        List<List<Integer>> kernels = sizes("conv_kernel_sizes");
        List<List<Integer>> strides = new ArrayList<>();
        strides.add(Collections.nCopies(patch().size(), 1));
        strides.addAll(sizes("pool_op_kernel_sizes"));
        int convolutions = json.has("conv_per_stage") ? json.integer("conv_per_stage") : 2;
        int levels = strides.size();
        int most = isFlat() ? MOST_FLAT_FEATURES : MOST_FEATURES;
        long first = json.integer("base_num_features");
        return new Architecture(
                EncoderBlock.PLAIN,
                IntStream.range(0, levels)
                        .mapToObj(level -> (int) Math.min(first << Math.min(level, 30), most))
                        .toList(),
                strides,
                kernels,
                Collections.nCopies(levels, convolutions),
                Collections.nCopies(levels - 1, convolutions),
                BlockRule.STANDARD,
                true,
                false);
    }

    private boolean isFlat() {
        return patch().size() == 2;
    }

    /** A network that sees slices alone leaves the distance between them as it is. */
    private List<Double> spacing() {
        List<Double> spacing = stage.list("current_spacing", JsonElement::getAsDouble);
        return isFlat() && spacing.size() == 3 ? spacing.subList(1, 3) : spacing;
    }

    private List<Normalisation> normalisations() {
        JsonFields schemes = json.object("normalization_schemes");
        JsonFields masked = json.object("use_mask_for_norm");
        List<Normalisation> normalisations = new ArrayList<>();
        for (int channel = 0; channel < json.integer("num_modalities"); channel++) {
            String number = String.valueOf(channel);
            String scheme = schemes.text(number);
            if (masked.has(number) && masked.truth(number)) {
                throw masked.bad(number, "true", "false");
            }
            normalisations.add(
                    switch (scheme) {
                        case "CT" ->
                            ct(json.object("dataset_properties")
                                    .object("intensityproperties")
                                    .object(number));
                        case "noNorm" -> new Normalisation.None();
                        case "CT2" -> throw schemes.bad(number, scheme, "CT, nonCT or noNorm");
                        default -> new Normalisation.ZScore(false);
                    });
        }
        return normalisations;
    }

    private static Normalisation ct(JsonFields measured) {
        return new Normalisation.Ct(
                measured.number("percentile_00_5"),
                measured.number("percentile_99_5"),
                measured.number("mean"),
                measured.number("sd"));
    }

    private List<List<Integer>> sizes(String field) {
        return stage.list(field, size -> size.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsInt)
                .toList());
    }
}
