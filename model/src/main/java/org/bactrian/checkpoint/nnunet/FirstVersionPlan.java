package org.bactrian.checkpoint.nnunet;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.checkpoint.nnunet.plan.Architecture;
import org.bactrian.checkpoint.nnunet.plan.Configuration;
import org.bactrian.checkpoint.nnunet.plan.Labels;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SliceRule;
import org.bactrian.numeric.spline.SplineOrder;
import org.bactrian.unet.plan.EncoderBlock;
import org.bactrian.unet.plan.UNetPlan;

/** A {@code plans.pkl} of nnU-Net's first version. */
final class FirstVersionPlan {

    private static final int MOST_FEATURES = 320;
    private static final int MOST_FLAT_FEATURES = 480;
    private static final int MOST_CLASSES = 254;
    private static final int MOST_HALVINGS = 9;
    private static final int CONVOLUTIONS = 2;
    private static final int KERNEL = 3;

    private final JsonFields json;
    private final JsonFields stage;
    private final FirstVersionTrainer trainer;

    /**
     * A plan.
     *
     * @param stage the resolution, 0 for the coarsest
     * @param trainer that has trained with it
     */
    FirstVersionPlan(JsonFields json, int stage, FirstVersionTrainer trainer) {
        this.json = json;
        this.trainer = trainer;
        this.stage = json.object("plans_per_stage").object(String.valueOf(stage));
    }

    /** How scans are prepared. */
    Configuration configuration(String name) {
        FirstVersionStages stages = new FirstVersionStages(json, spacing(), isFlat(), cascaded());
        return new Configuration(name, spacing(), stages.channels(), stages.all(), scores());
    }

    List<Integer> patch() {
        return stage.list("patch_size", JsonElement::getAsInt);
    }

    /** The axes along which images may be mirrored, as numbers in the order of the patch. */
    List<Integer> mirrorAxes() {
        return trainer.mirrors() ? IntStream.range(0, patch().size()).boxed().toList() : List.of();
    }

    /** The classes, background included, or the regions. */
    int outputs() {
        if (!trainer.regionLabels().isEmpty()) {
            return trainer.regionLabels().size();
        }
        int classes = json.integer("num_classes");
        if (classes < 1 || classes > MOST_CLASSES) {
            throw json.bad("num_classes", classes, "1 to " + MOST_CLASSES);
        }
        return classes + 1;
    }

    /** What the outputs mean; the plan does not name them. */
    Labels labels() {
        List<String> names = new ArrayList<>(List.of("background"));
        json.list("all_classes", JsonElement::getAsInt).forEach(label -> names.add("label " + label));
        return new Labels(names, trainer.regionLabels(), List.of());
    }

    /** The labels that become channels: all that there are ({@code nnUNetTrainerV2CascadeFullRes.process_plans}). */
    List<Integer> cascaded() {
        return trainer.isCascaded() ? IntStream.range(1, outputs()).boxed().toList() : List.of();
    }

    /** What a state dict calls the weights of the network. */
    StateNames names(UNetPlan plan) {
        return trainer.isResidual() ? new FirstResidualNames(plan) : new GenericUNetNames(plan);
    }

    /** The network. */
    Architecture architecture() {
        return trainer.isResidual() ? residual() : plain();
    }

    /** {@code FabiansUNet}, whose plans have a stride for every level. */
    private Architecture residual() {
        List<List<Integer>> kernels = sizes("conv_kernel_sizes");
        return new Architecture(
                EncoderBlock.RESIDUAL_STRIDED,
                features(kernels.size()),
                sizes("pool_op_kernel_sizes"),
                kernels,
                UNetPlan.aboveBottleneck(kernels),
                stage.list("num_blocks_encoder", JsonElement::getAsInt),
                stage.list("num_blocks_decoder", JsonElement::getAsInt),
                trainer.blocks(),
                false,
                true,
                false);
    }

    /** {@code Generic_UNet} raises maps to a level with convolutions of the size of the level below it. */
    private Architecture plain() {
        List<List<Integer>> strides = new ArrayList<>();
        strides.add(Collections.nCopies(patch().size(), 1));
        strides.addAll(stage.has("pool_op_kernel_sizes") ? sizes("pool_op_kernel_sizes") : halvings());
        int levels = strides.size();
        List<List<Integer>> kernels = trainer.hasCubes() || !stage.has("conv_kernel_sizes")
                ? Collections.nCopies(levels, Collections.nCopies(patch().size(), KERNEL))
                : sizes("conv_kernel_sizes");
        int planned = json.has("conv_per_stage") ? json.integer("conv_per_stage") : CONVOLUTIONS;
        int convolutions = trainer.convolutions().orElse(planned);
        return new Architecture(
                EncoderBlock.PLAIN,
                features(levels),
                strides,
                kernels,
                kernels.subList(Math.min(1, kernels.size()), kernels.size()),
                Collections.nCopies(levels, convolutions),
                Collections.nCopies(levels - 1, convolutions),
                trainer.blocks(),
                true,
                true,
                false);
    }

    private List<Integer> features(int levels) {
        long first = trainer.features().orElse(json.integer("base_num_features"));
        int most = isFlat() ? MOST_FLAT_FEATURES : MOST_FEATURES;
        return IntStream.range(0, levels)
                .mapToObj(level -> (int) Math.min(first << Math.min(level, 30), most))
                .toList();
    }

    /** Early plans count the halvings of each axis; those that are halved less often are so last. */
    private List<List<Integer>> halvings() {
        List<Integer> counts = stage.list("num_pool_per_axis", JsonElement::getAsInt);
        int most = counts.stream().max(Comparator.naturalOrder()).orElse(0);
        if (most < 1 || most > MOST_HALVINGS) {
            throw stage.bad("num_pool_per_axis", counts, "1 to %d of some axis".formatted(MOST_HALVINGS));
        }
        return IntStream.range(0, most)
                .mapToObj(level -> counts.stream()
                        .map(count -> most - count <= level ? 2 : 1)
                        .toList())
                .toList();
    }

    private ScoreRule scores() {
        if (!json.has("segmentation_export_params")) {
            return new ScoreRule(SliceRule.WHERE_FAR_APART, false, true);
        }
        JsonFields asked = json.object("segmentation_export_params");
        SliceOrders orders =
                new SliceOrders(order(asked, "interpolation_order"), order(asked, "interpolation_order_z"));
        SliceRule slices = SliceRule.WHERE_FAR_APART;
        if (asked.has("force_separate_z")) {
            slices = asked.truth("force_separate_z") ? SliceRule.ALWAYS : SliceRule.NEVER;
        }
        return new ScoreRule(slices, false, true, orders);
    }

    private static SplineOrder order(JsonFields asked, String field) {
        return switch (asked.integer(field)) {
            case 0 -> SplineOrder.NEAREST;
            case 1 -> SplineOrder.LINEAR;
            case 3 -> SplineOrder.CUBIC;
            default -> throw asked.bad(field, asked.integer(field), "0, 1 or 3");
        };
    }

    private boolean isFlat() {
        return patch().size() == 2;
    }

    /** A network that sees slices alone leaves the distance between them as it is. */
    private List<Double> spacing() {
        List<Double> spacing = stage.list("current_spacing", JsonElement::getAsDouble);
        return isFlat() && spacing.size() == 3 ? spacing.subList(1, 3) : spacing;
    }

    private List<List<Integer>> sizes(String field) {
        return stage.list(field, size -> size.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsInt)
                .toList());
    }
}
