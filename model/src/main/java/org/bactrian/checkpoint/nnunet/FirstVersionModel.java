package org.bactrian.checkpoint.nnunet;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.checkpoint.SourceFiles;
import org.bactrian.checkpoint.nnunet.plan.Configuration;
import org.bactrian.checkpoint.nnunet.plan.Labels;
import org.bactrian.checkpoint.nnunet.plan.NetworkShape;
import org.bactrian.checkpoint.pickle.PickleJson;
import org.bactrian.checkpoint.pickle.PickleReader;
import org.bactrian.checkpoint.torch.TorchCheckpoint;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.BadCaseException;

/**
 * A model folder of nnU-Net's first version, such as {@code nnUNetTrainerV2__nnUNetPlansv2.1}: plans, and for each fold a
 * checkpoint with its facts beside it. Probabilities are averaged over folds, mirrors and windows, not scores. The folder
 * does not name the labels.
 */
public final class FirstVersionModel {

    /** The file of its plans. */
    public static final String PLANS = "plans.pkl";

    private static final String FACTS = ".model.pkl";
    private static final String WEIGHTS = "state_dict";

    /** Where those of a cascade's trainer name the one of the network before. */
    private static final int PREVIOUS_TRAINER = 8;

    /** The folders of a model's path: configuration, task, trainer and plans. */
    private static final int DEPTH = 3;

    /** Between the names of trainer and plans. */
    private static final String SEPARATOR = "__";

    private static final long LARGEST_PICKLE = 1 << 24;

    private FirstVersionModel() {}

    /** Whether a folder looks like one. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(PLANS));
    }

    /**
     * Reads a model. Memory: the weights of the folds that are wanted.
     *
     * @throws BadCaseException when a file of it is not what it should be, naming file and field
     */
    public static ModelBundle open(Path folder, ModelWishes wishes) throws IOException {
        Checkpoints checkpoints = Checkpoints.find(folder, wishes, true);
        JsonFields facts = pickleOfFold(factsOf(checkpoints.files().get(0)));
        JsonFields planned = pickle(folder.resolve(PLANS));
        FirstVersionTrainer trainer = FirstVersionTrainer.read(facts);
        FirstVersionPlan plans = new FirstVersionPlan(planned, stage(facts, trainer, planned), trainer);
        Configuration configuration = plans.configuration(configurationOf(folder));
        NetworkShape shape = new NetworkShape(
                PLANS,
                configuration.spacingMm(),
                plans.patch(),
                configuration.channels() + plans.cascaded().size(),
                plans.outputs(),
                plans.mirrorAxes());
        UNetPlan plan = shape.plan(plans.architecture());
        List<Weights> members = new ArrayList<>();
        for (Path file : checkpoints.files()) {
            try (TorchCheckpoint checkpoint = Checkpoints.open(file)) {
                if (members.isEmpty() && StateDict.isBatchNormalised(checkpoint, WEIGHTS)) {
                    plan = shape.plan(plans.architecture().batchNormalised());
                }
                members.add(StateDict.weights(
                        Checkpoints.source(file), checkpoint.weights(WEIGHTS), plan, plans.names(plan)));
            }
        }
        Optional<FoundPostprocessing> cleaned = FoundPostprocessing.beside(folder, checkpoints.folds());
        Labels labels = plans.labels();
        Scoring scoring = Scoring.ofProbabilities(members.size(), labels.regionLabels(), configuration.scores());
        return ModelBundle.of(
                new ModelBundle.Description(
                        plan,
                        scoring,
                        labels.names(),
                        configuration.stages(),
                        cleaned.map(FoundPostprocessing::stages).orElse(List.of()),
                        Provenance.of(
                                facts(folder, facts, configuration, checkpoints, cleaned),
                                sources(folder, checkpoints))),
                UNetProgram.joined(members));
    }

    private static SourceFiles sources(Path folder, Checkpoints checkpoints) throws IOException {
        List<Path> files = new ArrayList<>(List.of(folder.resolve(PLANS)));
        checkpoints.files().forEach(file -> files.addAll(List.of(file, factsOf(file))));
        return SourceFiles.of(folder, List.of(), files);
    }

    private static Path factsOf(Path checkpoint) {
        return checkpoint.resolveSibling(name(checkpoint) + ".pkl");
    }

    /** The number of the plan's stage, which a trainer may leave out where there is one alone. */
    private static int stage(JsonFields facts, FirstVersionTrainer trainer, JsonFields plans) {
        List<JsonElement> arguments = facts.list("init", argument -> argument);
        int place = trainer.placeOfStage();
        boolean isTold = arguments.size() > place && !arguments.get(place).isJsonNull();
        Set<String> stages = plans.object("plans_per_stage").json().keySet();
        String stage = isTold ? arguments.get(place).toString() : String.join(", ", stages);
        if (!stages.contains(stage) || !stage.matches("\\d{1,4}")) {
            throw facts.bad("init", stage, "arguments of a trainer, one of the stages %s among them".formatted(stages));
        }
        return Integer.parseInt(stage);
    }

    /**
     * Where the network lies whose label maps a cascade refines, as {@code nnUNetTrainerV2CascadeFullRes.__init__} finds it:
     * in {@code nnUNet/3d_lowres}, of the same task and plans and of the trainer that the cascade names. Empty where the
     * model is no cascade, or its folder does not lie as nnU-Net has put it.
     */
    public static Optional<Path> previousStage(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        List<JsonElement> arguments = pickleOfFold(anyFacts(absolute)).list("init", argument -> argument);
        if (arguments.size() <= PREVIOUS_TRAINER || absolute.getNameCount() < DEPTH) {
            return Optional.empty();
        }
        String trainer = arguments.get(PREVIOUS_TRAINER).toString().replace("\"", "");
        String plans = name(folder).substring(name(folder).lastIndexOf(SEPARATOR) + SEPARATOR.length());
        Path task = absolute.resolveSibling("");
        return Optional.of(task.resolveSibling("")
                        .resolveSibling("3d_lowres")
                        .resolve(name(task))
                        .resolve(trainer + SEPARATOR + plans))
                .filter(place -> trainer.matches("\\w+"));
    }

    /** All folds were trained with the same arguments. */
    private static Path anyFacts(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> name(file).endsWith(FACTS))
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() -> BadCaseException.of(
                            name(folder), "folds", "none", "a folder fold_0 with a checkpoint and its .pkl"));
        }
    }

    /** What a pickle of a dictionary says. */
    static JsonFields pickle(Path file) throws IOException {
        return pickle(file, name(file));
    }

    private static JsonFields pickleOfFold(Path file) throws IOException {
        return pickle(file, Checkpoints.source(file));
    }

    private static JsonFields pickle(Path file, String source) throws IOException {
        if (Files.size(file) > LARGEST_PICKLE) {
            throw BadCaseException.of(source, "size", Files.size(file), "at most " + LARGEST_PICKLE + " bytes");
        }
        Object root = PickleReader.read(source, ByteBuffer.wrap(Files.readAllBytes(file)));
        return new JsonFields(source, "", PickleJson.object(source, root));
    }

    /** Models lie in {@code nnUNet/3d_fullres/Task040_KiTS/trainer__plans}. */
    private static String configurationOf(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        int names = absolute.getNameCount();
        return names > 2 ? absolute.getName(names - 3).toString() : "unknown";
    }

    private static Map<String, String> facts(
            Path folder,
            JsonFields facts,
            Configuration configuration,
            Checkpoints checkpoints,
            Optional<FoundPostprocessing> cleaned) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "source",
                "nnU-Net v1 folder " + name(folder),
                "configuration",
                configuration.name(),
                "trainer",
                facts.text("name"),
                "folds",
                String.join(", ", checkpoints.folds()),
                "checkpoint",
                name(checkpoints.files().get(0))));
        cleaned.ifPresent(found -> all.put("clean-up", found.file().toString()));
        return all;
    }

    private static String name(Path file) {
        return String.valueOf(file.toAbsolutePath().normalize().getFileName());
    }
}
