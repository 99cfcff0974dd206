package org.bactrian.checkpoint.nnunet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.checkpoint.SourceFiles;
import org.bactrian.checkpoint.mindspore.MindSporeCheckpoint;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.Ensemble;
import org.bactrian.unet.UNetPlan;
import org.bactrian.volume.BadCaseException;

/**
 * A checkpoint of MindSpore and the plan it was trained by. The checkpoint names its weights as nnU-Net's first version does,
 * and like there probabilities are averaged over mirrors and windows, not scores. The plan may be of either version:
 * {@code plans.json} with a {@code dataset.json} beside it, or {@code plans.pkl}.
 */
public final class MindSporeModel {

    private static final String ENDING = ".ckpt";
    private static final String DATASET = "dataset.json";

    private MindSporeModel() {}

    /** Whether a file is named like one. */
    public static boolean isOne(Path file) {
        return name(file).endsWith(ENDING);
    }

    /**
     * Reads a model.
     *
     * @param configuration of the plan; its usual one, or the finest of a {@code plans.pkl}, where none is named
     * @throws BadCaseException when a file is not what it should be, or the weights are not those of the plan
     */
    public static ModelBundle open(Path checkpoint, Path plans, Optional<String> configuration) throws IOException {
        Trained trained =
                name(plans).endsWith(".pkl") ? firstVersion(plans, configuration) : secondVersion(plans, configuration);
        Weights weights = StateDict.weights(
                name(checkpoint),
                MindSporeCheckpoint.weights(checkpoint),
                trained.plan(),
                new GenericUNetNames(trained.plan()));
        Map<String, String> facts = Map.of(
                "source", "MindSpore checkpoint " + name(checkpoint),
                "plans", name(plans),
                "configuration", trained.configuration().name());
        Scoring scoring = new Scoring(
                new Ensemble(1, Ensemble.Scores.PROBABILITIES), trained.labels().regionLabels());
        return ModelBundle.of(
                new ModelBundle.Description(
                        trained.plan(),
                        scoring,
                        trained.labels().names(),
                        trained.configuration().stages(),
                        List.of(),
                        Provenance.of(facts, sources(checkpoint, plans))),
                weights);
    }

    private static SourceFiles sources(Path checkpoint, Path plans) throws IOException {
        boolean isPickle = name(plans).endsWith(".pkl");
        List<Path> texts = isPickle ? List.of() : List.of(plans, plans.resolveSibling(DATASET));
        List<Path> others = isPickle ? List.of(checkpoint, plans) : List.of(checkpoint);
        return SourceFiles.of(checkpoint.resolveSibling(""), texts, others);
    }

    /** What a plan says of the network. */
    private record Trained(Configuration configuration, Labels labels, UNetPlan plan) {}

    private static Trained secondVersion(Path file, Optional<String> wanted) throws IOException {
        Plans plans = Plans.read(file);
        String name = wanted.or(plans::usual)
                .orElseThrow(() -> new IllegalArgumentException(
                        "which configuration? %s has %s".formatted(name(file), plans.names())));
        Configuration configuration = plans.configuration(name);
        Path dataset = file.resolveSibling(DATASET);
        if (Files.notExists(dataset)) {
            throw BadCaseException.of(name(file), DATASET, "missing", "a file beside the plans that names the labels");
        }
        Labels labels = Labels.read(JsonFields.parse(DATASET, Plans.text(dataset)));
        UNetPlan plan =
                shape(file, configuration, plans.patch(name), labels.outputs()).plan(plans.architecture(name));
        return new Trained(configuration, labels, plan);
    }

    private static Trained firstVersion(Path file, Optional<String> wanted) throws IOException {
        JsonFields json = FirstVersionModel.pickle(file);
        int finest = json.object("plans_per_stage").json().size() - 1;
        FirstVersionPlan plans = new FirstVersionPlan(json, finest);
        Configuration configuration = plans.configuration(wanted.orElse("3d_fullres"));
        Labels labels = new Labels(plans.labels(), List.of(), List.of());
        UNetPlan plan =
                shape(file, configuration, plans.patch(), plans.outputs()).plan(plans.architecture());
        return new Trained(configuration, labels, plan);
    }

    private static NetworkShape shape(Path file, Configuration configuration, List<Integer> patch, int outputs) {
        List<Integer> axes = IntStream.range(0, patch.size()).boxed().toList();
        return new NetworkShape(name(file), configuration.spacingMm(), patch, configuration.channels(), outputs, axes);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
