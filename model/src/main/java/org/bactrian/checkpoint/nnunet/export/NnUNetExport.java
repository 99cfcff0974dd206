package org.bactrian.checkpoint.nnunet.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.NetworkNames;
import org.bactrian.checkpoint.nnunet.NnUNetModel;
import org.bactrian.checkpoint.nnunet.plan.Labels;
import org.bactrian.checkpoint.nnunet.plan.Plans;
import org.bactrian.checkpoint.pickle.Nothing;
import org.bactrian.checkpoint.pickle.PickleJson;
import org.bactrian.checkpoint.torch.CheckpointWriter;
import org.bactrian.file.WholeFolder;
import org.bactrian.stage.StageSpec;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.EncoderBlock;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.unet.program.UNetProgram;

/**
 * Writes a model as nnU-Net's second version keeps it: {@code plans.json}, {@code dataset.json} and for each member of the
 * ensemble {@code fold_N/checkpoint_final.pth}. nnU-Net predicts with the folder and starts training from its checkpoints.
 * What came from such a folder is written as it was.
 */
public final class NnUNetExport {

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private static final String UNKNOWN = "unknown";

    private final ModelBundle bundle;
    private final EvenKernels kernels;
    private final StageWords words;
    private final List<Weights> members;

    private NnUNetExport(ModelBundle bundle) {
        this.bundle = bundle;
        this.kernels = new EvenKernels(bundle.unet());
        this.words = new StageWords(bundle.preprocessing(), bundle.imageChannels());
        this.members = UNetProgram.members(bundle.weights(), bundle.scoring().ensemble()).stream()
                .map(kernels::of)
                .toList();
    }

    /**
     * Writes a folder, which holds nothing until it is complete.
     *
     * @param folder must not exist, or be empty
     * @return what nnU-Net will do otherwise than Bactrian does, for people
     * @throws IllegalArgumentException listing what of the model nnU-Net has no word for, or when the folder is in use
     * @throws IOException when the disk fails; nothing is left then
     */
    public static List<String> write(ModelBundle bundle, Path folder) throws IOException {
        NnUNetExport export = of(bundle);
        requireEmpty(folder);
        WholeFolder.write(folder, export::writeTo);
        return export.notes();
    }

    /** Refuses what nnU-Net has no word for. */
    static NnUNetExport of(ModelBundle bundle) {
        NnUNetExport export = new NnUNetExport(bundle);
        export.requireSayable();
        return export;
    }

    private void requireSayable() {
        List<String> problems = new ArrayList<>(words.problems());
        UNetPlan plan = bundle.unet();
        if (plan.downsampling() == Downsampling.MAX_POOLING) {
            problems.add("downsampling max_pooling: nnU-Net's networks stride");
        }
        if (plan.encoderBlock() == EncoderBlock.RESIDUAL_STRIDED) {
            problems.add("residual blocks whose shortcuts stride: nnU-Net's average");
        }
        List<Integer> painted = bundle.scoring().regionLabels();
        if (painted.size() == 1) {
            problems.add("a single region: nnU-Net takes it for classes");
        }
        List<Integer> labels = Stream.iterate(1, label -> label + 1)
                .limit(bundle.labels().size() - 1L)
                .toList();
        if (!words.cascaded().isEmpty() && !words.cascaded().equals(labels)) {
            problems.add("stage labels-to-channels %s: nnU-Net shows a cascade all labels, %s"
                    .formatted(words.cascaded(), labels));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("nnU-Net cannot say: " + String.join("; ", problems));
        }
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(notesOfStages());
        if (bundle.scoring().ensemble().scores() != Ensemble.Scores.LOGITS) {
            notes.add("averages scores over folds, mirrors and windows, where the model averages probabilities");
        }
        if (!kernels.changesNothing()) {
            notes.add("has kernels of one size at each level, %s: the smaller of the model's lie in zeros"
                    .formatted(kernels.plan().kernels()));
        }
        return notes;
    }

    /** What whoever follows the written plans does otherwise before and after the network. */
    List<String> notesOfStages() {
        List<String> notes = new ArrayList<>(words.notes());
        List<String> after =
                bundle.postprocessing().stream().map(StageSpec::stage).toList();
        if (!after.isEmpty()) {
            notes.add("leaves out what the model does after the network: " + String.join(", ", after));
        }
        return notes;
    }

    private void writeTo(Path folder) throws IOException {
        Described described = writePlans(folder);
        NetworkNames names = new NetworkNames(
                kernels.plan(), new Plans(described.plansFields()).architecture(described.configuration()));
        List<String> folds = folds();
        for (int member = 0; member < members.size(); member++) {
            Path fold = Files.createDirectories(folder.resolve("fold_" + folds.get(member)));
            CheckpointWriter.write(
                    fold.resolve("checkpoint_final.pth"),
                    NnUNetModel.WEIGHTS,
                    state(members.get(member), names),
                    facts(described, folds.get(member)));
        }
    }

    /** Writes plans and dataset, and the licence where there is one, into a folder that is there. */
    Described writePlans(Path folder) throws IOException {
        Described described = kept().orElseGet(this::written);
        Files.writeString(folder.resolve(NnUNetModel.PLANS), GSON.toJson(described.plans()));
        Files.writeString(folder.resolve(NnUNetModel.DATASET), GSON.toJson(described.dataset()));
        for (Map.Entry<String, String> licence : licences().entrySet()) {
            Files.writeString(folder.resolve(licence.getKey()), licence.getValue());
        }
        return described;
    }

    /** The texts of licences, by the names of their files. */
    Map<String, String> licences() {
        return bundle.provenance().sources().licences();
    }

    private Described written() {
        WrittenPlans plans =
                new WrittenPlans(kernels.plan(), words, bundle.scoring().back(), hasBias());
        return new Described(
                plans.json("Dataset001_" + fact("dataset", "Bactrian")),
                WrittenDataset.json(
                        words.normalisations(),
                        bundle.labels(),
                        bundle.scoring().regionLabels()),
                plans.configuration());
    }

    /** What nnU-Net knows beside the weights. */
    record Described(JsonObject plans, JsonObject dataset, String configuration) {

        JsonFields plansFields() {
            return new JsonFields(NnUNetModel.PLANS, "", plans);
        }
    }

    /** The plans that came with the model, if they still say what the model does. */
    private Optional<Described> kept() {
        Map<String, String> texts = bundle.provenance().sources().texts();
        String plans = texts.getOrDefault(NnUNetModel.PLANS, "");
        String dataset = texts.getOrDefault(NnUNetModel.DATASET, "");
        if (plans.isEmpty() || dataset.isEmpty()) {
            return Optional.empty();
        }
        Described described = new Described(
                JsonFields.parse(NnUNetModel.PLANS, plans).json(),
                JsonFields.parse(NnUNetModel.DATASET, dataset).json(),
                fact("configuration", "3d_fullres"));
        return NnUNetModel.describes(
                        new Plans(described.plansFields()),
                        Labels.read(new JsonFields(NnUNetModel.DATASET, "", described.dataset())),
                        described.configuration(),
                        bundle)
                ? Optional.of(described)
                : Optional.empty();
    }

    private Map<String, Object> facts(Described described, String fold) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("plans", PickleJson.value(described.plans()));
        arguments.put("configuration", described.configuration());
        arguments.put("fold", fold.equals("all") ? (Object) fold : Integer.valueOf(fold));
        arguments.put("dataset_json", PickleJson.value(described.dataset()));
        List<Integer> axes = bundle.unet().mirrorAxes().stream()
                .map(axis -> (bundle.unet().isFlat() ? 1 : 2) - axis)
                .sorted()
                .toList();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("init_args", arguments);
        facts.put("trainer_name", trainer());
        facts.put("inference_allowed_mirroring_axes", axes.isEmpty() ? Nothing.NONE : axes);
        return facts;
    }

    /** As the checkpoint named it, if it came from the second version, which does not know the trainers of the first. */
    private String trainer() {
        boolean isKnown = bundle.provenance().sources().texts().containsKey(NnUNetModel.PLANS);
        String trainer = isKnown ? fact("trainer", UNKNOWN) : UNKNOWN;
        return trainer.equals(UNKNOWN) ? "nnUNetTrainer" : trainer;
    }

    /** Every weight under each of its names. */
    private Map<String, Tensor> state(Weights weights, NetworkNames names) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        weights.tensors().forEach((weight, tensor) -> {
            if (!names.mayLack(weight)) {
                Tensor shaped = flat(tensor);
                names.all(weight).forEach(name -> state.put(name, shaped));
            }
        });
        return state;
    }

    /** The kernels of a network that sees slices alone have no depth in nnU-Net. */
    private Tensor flat(Tensor tensor) {
        List<Integer> shape = tensor.shape();
        return bundle.unet().isFlat() && shape.size() == 5
                ? new Tensor(List.of(shape.get(0), shape.get(1), shape.get(3), shape.get(4)), tensor.values())
                : tensor;
    }

    /** Convolutions whose biases are all zero had none, or need none. */
    private boolean hasBias() {
        return members.stream()
                .flatMap(weights -> weights.tensors().entrySet().stream())
                .filter(entry ->
                        entry.getKey().endsWith("_bias") && !entry.getKey().startsWith("head_"))
                .anyMatch(entry -> !isZero(entry.getValue()));
    }

    static boolean isZero(Tensor tensor) {
        for (float value : tensor.values()) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** As they were called where they came from, or else numbered. */
    private List<String> folds() {
        List<String> named = List.of(fact("folds", "").split(", ", -1));
        boolean fit = named.size() == members.size() && named.stream().allMatch(fold -> fold.matches("\\d{1,3}|all"));
        return fit
                ? named
                : Stream.iterate(0, fold -> fold + 1)
                        .limit(members.size())
                        .map(String::valueOf)
                        .toList();
    }

    private String fact(String name, String otherwise) {
        return bundle.provenance().facts().getOrDefault(name, otherwise);
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw new IllegalArgumentException("%s is not empty".formatted(folder));
                }
            }
        }
    }
}
