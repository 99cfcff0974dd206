package org.bactrian.checkpoint.nnunet;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.checkpoint.SourceFiles;
import org.bactrian.checkpoint.nnunet.plan.Architecture;
import org.bactrian.checkpoint.nnunet.plan.Configuration;
import org.bactrian.checkpoint.nnunet.plan.Labels;
import org.bactrian.checkpoint.nnunet.plan.NetworkShape;
import org.bactrian.checkpoint.nnunet.plan.Plans;
import org.bactrian.checkpoint.pickle.PickleJson;
import org.bactrian.checkpoint.torch.TorchCheckpoint;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.plan.FeatureNorm;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.BadCaseException;

/**
 * A model folder of nnU-Net's second version, such as {@code nnUNetTrainer__nnUNetPlans__3d_fullres}: plans, dataset and a
 * checkpoint for each fold. It opens as a bundle, in which the folds are the members of one ensemble. The clean-up that the
 * cross-validation has found to help comes along as stages after the network.
 */
public final class NnUNetModel {

    /** The file of its plans. */
    public static final String PLANS = "plans.json";

    /** The file that names labels and channels. */
    public static final String DATASET = "dataset.json";

    /** What a checkpoint calls its state dict. */
    public static final String WEIGHTS = "network_weights";

    /** Between the names of trainer, plans and configuration. */
    private static final String SEPARATOR = "__";

    private NnUNetModel() {}

    /** Whether a folder looks like one. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(PLANS)) && Files.isRegularFile(folder.resolve(DATASET));
    }

    /**
     * Reads a model. Memory: the weights of the folds that are wanted, and once more those of one of them.
     *
     * @throws BadCaseException when a file of it is not what it should be, naming file and field
     */
    public static ModelBundle open(Path folder, ModelWishes wishes) throws IOException {
        Plans plans = Plans.read(folder.resolve(PLANS));
        Labels labels = Labels.read(JsonFields.parse(DATASET, Plans.text(folder.resolve(DATASET))));
        Checkpoints checkpoints = Checkpoints.find(folder, wishes, false);
        List<Weights> members = new ArrayList<>();
        JsonFields facts;
        Model model;
        Path first = checkpoints.files().get(0);
        try (TorchCheckpoint checkpoint = Checkpoints.open(first)) {
            String source = Checkpoints.source(first);
            facts = new JsonFields(source, "", PickleJson.object(source, checkpoint.root()));
            model = model(facts, plans, labels, StateDict.isBatchNormalised(checkpoint, WEIGHTS));
            members.add(model.weights(first, checkpoint));
        }
        for (Path file : checkpoints.files().subList(1, checkpoints.files().size())) {
            try (TorchCheckpoint checkpoint = Checkpoints.open(file)) {
                members.add(model.weights(file, checkpoint));
            }
        }
        Optional<FoundPostprocessing> cleaned = FoundPostprocessing.beside(folder, checkpoints.folds());
        Scoring scoring = new Scoring(
                new Ensemble(members.size(), Ensemble.Scores.LOGITS),
                labels.regionLabels(),
                model.configuration().scores());
        return ModelBundle.of(
                new ModelBundle.Description(
                        model.plan(),
                        scoring,
                        labels.names(),
                        model.configuration().stages(),
                        cleaned.map(FoundPostprocessing::stages).orElse(List.of()),
                        Provenance.of(told(folder, facts, model, checkpoints, cleaned), sources(folder, checkpoints))),
                UNetProgram.joined(members));
    }

    /**
     * Where the network lies whose label maps a cascade refines: in the folder of the same trainer and plans, beside this
     * one. Empty where the model is no cascade, or its folder does not have the name that nnU-Net gave it.
     */
    public static Optional<Path> previousStage(Path folder) throws IOException {
        String name = source(folder);
        int end = name.lastIndexOf(SEPARATOR) + SEPARATOR.length();
        String configuration = name.substring(end);
        Plans plans = Plans.read(folder.resolve(PLANS));
        if (!plans.names().contains(configuration)) {
            return Optional.empty();
        }
        Path absolute = folder.toAbsolutePath().normalize();
        return plans.previousStage(configuration)
                .map(previous -> absolute.resolveSibling(name.substring(0, end) + previous));
    }

    /** Whether plans and labels still say what a bundle does. */
    public static boolean describes(Plans plans, Labels labels, String configuration, ModelBundle bundle) {
        boolean isBatchNormalised = bundle.unet().blocks().norm() == FeatureNorm.BATCH;
        Model model = model(plans, labels, configuration, List.of(), isBatchNormalised);
        List<Integer> axes = bundle.plan().mirrorAxes();
        // As texts: a number that was read from a bundle is of another class, though equal.
        return model.plan().withMirrorAxes(axes).equals(bundle.plan())
                && String.valueOf(model.configuration().stages()).equals(String.valueOf(bundle.preprocessing()))
                && labels.names().equals(bundle.labels())
                && labels.regionLabels().equals(bundle.scoring().regionLabels())
                && model.configuration().scores().equals(bundle.scoring().back());
    }

    private static SourceFiles sources(Path folder, Checkpoints checkpoints) throws IOException {
        return SourceFiles.of(folder, List.of(folder.resolve(PLANS), folder.resolve(DATASET)), checkpoints.files());
    }

    /** What the plans say of a configuration, and the first checkpoint of its trainer. */
    private record Model(Configuration configuration, UNetPlan plan, StateNames names) {

        Weights weights(Path file, TorchCheckpoint checkpoint) throws IOException {
            return StateDict.weights(Checkpoints.source(file), checkpoint.weights(WEIGHTS), plan, names);
        }
    }

    private static Model model(JsonFields facts, Plans plans, Labels labels, boolean isBatchNormalised) {
        List<Integer> mirrorAxes = facts.has("inference_allowed_mirroring_axes")
                ? facts.list("inference_allowed_mirroring_axes", JsonElement::getAsInt)
                : List.of();
        String configuration = facts.object("init_args").text("configuration");
        return model(plans, labels, configuration, mirrorAxes, isBatchNormalised);
    }

    private static Model model(
            Plans plans, Labels labels, String name, List<Integer> mirrorAxes, boolean isBatchNormalised) {
        List<Integer> cascaded = plans.cascaded(name, labels);
        Configuration configuration = plans.configuration(name).seeing(cascaded);
        Architecture planned = plans.architecture(name);
        Architecture architecture = isBatchNormalised ? planned.batchNormalised() : planned;
        NetworkShape shape = new NetworkShape(
                PLANS,
                configuration.spacingMm(),
                plans.patch(name),
                configuration.channels() + cascaded.size(),
                labels.outputs(),
                mirrorAxes);
        UNetPlan plan = shape.plan(architecture);
        return new Model(configuration, plan, new NetworkNames(plan, architecture));
    }

    private static Map<String, String> told(
            Path folder,
            JsonFields checkpoint,
            Model model,
            Checkpoints checkpoints,
            Optional<FoundPostprocessing> cleaned) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("source", "nnU-Net v2 folder " + source(folder));
        facts.put("configuration", model.configuration().name());
        facts.put("trainer", checkpoint.has("trainer_name") ? checkpoint.text("trainer_name") : "unknown");
        facts.put("folds", String.join(", ", checkpoints.folds()));
        facts.put("checkpoint", source(checkpoints.files().get(0)));
        cleaned.ifPresent(found -> facts.put("clean-up", found.file().toString()));
        return facts;
    }

    private static String source(Path file) {
        return String.valueOf(file.toAbsolutePath().normalize().getFileName());
    }
}
