package org.bactrian.checkpoint.nnunet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.checkpoint.mindspore.MindSporeCheckpoint;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.plan.UNetPlan;

/**
 * A checkpoint of MindSpore and the plan it was trained by. The checkpoint names its weights as nnU-Net's first version does,
 * and like there probabilities are averaged over mirrors and windows, not scores. The plan may be of either version:
 * {@code plans.json} with a {@code dataset.json} beside it, or {@code plans.pkl}.
 */
public final class MindSporeModel {

    private static final String ENDING = ".ckpt";

    private MindSporeModel() {}

    /** Whether a file is named like one. */
    public static boolean isOne(Path file) {
        return name(file).endsWith(ENDING);
    }

    /**
     * Reads a model.
     *
     * @param configuration of the plan; its usual one, or the finest of a {@code plans.pkl}, where none is named
     * @throws org.bactrian.volume.BadCaseException when a file is not what it should be, or the weights are not those of the plan
     */
    public static ModelBundle open(Path checkpoint, Path plans, Optional<String> configuration) throws IOException {
        Planned planned = Planned.read(plans, configuration);
        UNetPlan plan = planned.unet();
        Weights weights =
                StateDict.weights(name(checkpoint), MindSporeCheckpoint.weights(checkpoint), plan, names(plan));
        Map<String, String> facts = Map.of(
                "source", "MindSpore checkpoint " + name(checkpoint),
                "plans", name(plans),
                "configuration", planned.configuration().name());
        Scoring scoring = Scoring.ofProbabilities(
                1, planned.labels().regionLabels(), planned.configuration().scores());
        return ModelBundle.of(
                new ModelBundle.Description(
                        plan,
                        scoring,
                        planned.labels().names(),
                        planned.configuration().stages(),
                        List.of(),
                        Provenance.of(facts, Planned.sources(checkpoint, plans))),
                weights);
    }

    /** What its checkpoints call the weights of a network. */
    public static StateNames names(UNetPlan plan) {
        return new GenericUNetNames(plan);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
