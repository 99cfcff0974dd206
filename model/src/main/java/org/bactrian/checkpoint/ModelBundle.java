package org.bactrian.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.file.WholeFile;
import org.bactrian.stage.StageSpec;
import org.bactrian.torchscript.ArchiveWriter;
import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.TorchScriptArchive;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.Network;
import org.bactrian.unet.TrialScan;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.engine.ForeignProgram;
import org.bactrian.unet.plan.ForeignPlan;
import org.bactrian.unet.plan.NetworkPlan;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.unet.program.VoteRule;
import org.bactrian.volume.BadCaseException;

/** A model as one file: plan, weights, label names, stages, provenance. Immutable; the weights are shared, not copied. */
public final class ModelBundle {

    private static final String MANIFEST = "bactrian.json";

    private static final String PROGRAM = "program.pt";

    private static final String LABELS_TO_CHANNELS = "labels-to-channels";

    private final Manifest manifest;
    private final Weights weights;
    private final Optional<ForeignProgram> foreign;
    private final String digest;

    private ModelBundle(Manifest manifest, Weights weights, Optional<ForeignProgram> foreign, String digest) {
        this.manifest = manifest;
        this.weights = weights;
        this.foreign = foreign;
        this.digest = digest;
    }

    /**
     * What a bundle says beside its weights.
     *
     * @param plan the network
     * @param scoring how scores become labels
     * @param labels the names by label, background first
     * @param preprocessing stages before the network
     * @param postprocessing stages after it
     * @param provenance where the model comes from
     */
    public record Description(
            NetworkPlan plan,
            Scoring scoring,
            List<String> labels,
            List<StageSpec> preprocessing,
            List<StageSpec> postprocessing,
            Provenance provenance) {

        public Description {
            labels = List.copyOf(labels);
            preprocessing = List.copyOf(preprocessing);
            postprocessing = List.copyOf(postprocessing);
            int outputs = scoring.hasRegions() ? scoring.regionLabels().size() : labels.size();
            if (outputs != plan.classes()) {
                throw new IllegalArgumentException("a network of %d classes needs as many label names, got %s"
                        .formatted(plan.classes(), scoring.hasRegions() ? scoring.regionLabels() : labels));
            }
        }

        /** One network that scores classes. */
        public Description(
                NetworkPlan plan,
                List<String> labels,
                List<StageSpec> preprocessing,
                List<StageSpec> postprocessing,
                Provenance provenance) {
            this(plan, Scoring.CLASSES, labels, preprocessing, postprocessing, provenance);
        }

        /** The channels of the image; the network has more where it also sees labels of a network before it. */
        public int imageChannels() {
            int labels = preprocessing.stream()
                    .filter(spec -> spec.stage().equals(LABELS_TO_CHANNELS))
                    .mapToInt(spec -> spec.settings().get("labels") instanceof List<?> list ? list.size() : 0)
                    .sum();
            return plan.inputChannels() - labels;
        }

        /** Whether the network sees labels of a network before it, which must come with the image. */
        public boolean isCascaded() {
            return imageChannels() < plan.inputChannels();
        }

        /**
         * The program of the network, or of the networks.
         *
         * @throws IllegalArgumentException when another program wrote it
         */
        public UNetProgram program() {
            return UNetProgram.of(unet(), scoring.ensemble());
        }

        private UNetPlan unet() {
            if (plan instanceof UNetPlan unet) {
                return unet;
            }
            throw new IllegalArgumentException(
                    "the network is a program of another make, whose weights have no names here");
        }
    }

    /**
     * Bundles a network.
     *
     * @throws BadCaseException when the weights are not those of the plan
     */
    public static ModelBundle of(Description description, Weights weights) {
        ScriptModule module = description.program().module(weights);
        Manifest manifest =
                new Manifest(description, weights.count(), Sha256.of(module.code()), Sha256.of(module.parameters()));
        return new ModelBundle(
                manifest, module.parameters(), Optional.empty(), Sha256.of(ManifestJson.write(manifest)));
    }

    /** Bundles a network whose program another one wrote. */
    public static ModelBundle of(Description description, ForeignProgram program) {
        Manifest manifest = new Manifest(description, 0, Sha256.of(program.archive()), Sha256.of(Weights.NONE));
        return new ModelBundle(manifest, Weights.NONE, Optional.of(program), Sha256.of(ManifestJson.write(manifest)));
    }

    /**
     * Reads a bundle.
     *
     * @throws BadCaseException when the file is no bundle, was cut off or altered, or is of a newer version, naming the
     *     part that is wrong
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    public static ModelBundle read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (TorchScriptArchive archive = TorchScriptArchive.open(file)) {
            byte[] json = archive.extra(MANIFEST)
                    .orElseThrow(() -> BadCaseException.of(
                            name,
                            MANIFEST,
                            "missing",
                            "the manifest of a model bundle; other TorchScript archives need --plan"));
            Manifest manifest = ManifestJson.read(name, new String(json, StandardCharsets.UTF_8));
            if (manifest.description().plan() instanceof ForeignPlan) {
                return foreign(name, archive, manifest, json);
            }
            ScriptModule module = archive.module();
            require(name, "the program's SHA-256", Sha256.of(module.code()), manifest.programSha256());
            require(name, "the weights' SHA-256", Sha256.of(module.parameters()), manifest.weightsSha256());
            manifest.description().program().module(module.parameters());
            return new ModelBundle(manifest, module.parameters(), Optional.empty(), Sha256.of(json));
        }
    }

    private static ModelBundle foreign(String name, TorchScriptArchive archive, Manifest manifest, byte[] json)
            throws IOException {
        byte[] program = archive.extra(PROGRAM)
                .orElseThrow(
                        () -> BadCaseException.of(name, PROGRAM, "missing", "the program that the manifest tells of"));
        require(name, "the program's SHA-256", Sha256.of(program), manifest.programSha256());
        return new ModelBundle(
                manifest, Weights.NONE, Optional.of(ForeignProgram.sound(name, program)), Sha256.of(json));
    }

    /** The same network with other stages before it. */
    public ModelBundle withPreprocessing(List<StageSpec> stages) {
        Description now = description();
        return with(new Description(
                now.plan(), now.scoring(), now.labels(), stages, now.postprocessing(), now.provenance()));
    }

    /** The same network with other stages after it. */
    public ModelBundle withPostprocessing(List<StageSpec> stages) {
        Description now = description();
        return with(new Description(
                now.plan(), now.scoring(), now.labels(), now.preprocessing(), stages, now.provenance()));
    }

    private ModelBundle with(Description description) {
        return foreign.isPresent() ? of(description, foreign.get()) : of(description, weights);
    }

    /** Writes the bundle; the file appears under its name only when it is complete. */
    public void write(Path file) throws IOException {
        byte[] json = ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8);
        if (foreign.isPresent()) {
            ArchiveWriter.write(
                    file, Map.of(MANIFEST, json, PROGRAM, foreign.get().archive()));
        } else {
            ArchiveWriter.write(file, description().program().module(weights), Map.of(MANIFEST, json));
        }
    }

    /**
     * Writes the network alone, as {@code torch.jit.load} opens it: {@code forward} takes prepared patches (batch, channel,
     * depth, height, width) and returns the scores of all classes, (batch, class, depth, height, width). The file appears
     * under its name only when it is complete.
     */
    public void writeTorchScript(Path file) throws IOException {
        if (foreign.isPresent()) {
            byte[] archive = foreign.get().archive();
            WholeFile.write(file, out -> out.write(archive));
        } else {
            write(file);
        }
    }

    /**
     * Loads the network, or the networks that score as one.
     *
     * @param precision in which it computes; a program of another make decides itself
     */
    public Network network(Precision precision, ComputeDevice device) {
        return foreign.isPresent()
                ? foreign(foreign.get(), device)
                : Network.inference(scoringProgram(), weights, precision, device);
    }

    /**
     * Loads the network, or the networks that score as one, in the fastest precision that keeps their labels.
     *
     * @param scan on which that is tried
     */
    public Network network(TrialScan scan, ComputeDevice device) {
        return foreign.isPresent()
                ? foreign(foreign.get(), device)
                : Network.fastest(scoringProgram(), weights, scan, device);
    }

    private Network foreign(ForeignProgram program, ComputeDevice device) {
        return Network.foreign(
                (ForeignPlan) plan(), program, scoring().ensemble().scores(), device);
    }

    /**
     * Loads a program of another make once, to see that the engine does. Others were made here.
     *
     * @throws BadCaseException when it does not
     */
    public void tryToLoad() {
        if (foreign.isPresent()) {
            network(Precision.FLOAT32, ComputeDevice.CPU).close();
        }
    }

    /**
     * Loads the networks of an ensemble one by one, each to score by itself.
     *
     * @param precision in which they compute; a program of another make decides itself
     */
    public List<Network> networks(Precision precision, ComputeDevice device) {
        if (foreign.isPresent()) {
            return List.of(network(precision, device));
        }
        UNetProgram program = UNetProgram.of(unet());
        List<Network> networks = new ArrayList<>();
        boolean loaded = false;
        try {
            UNetProgram.members(weights, scoring().ensemble())
                    .forEach(member -> networks.add(Network.inference(program, member, precision, device)));
            loaded = true;
            return networks;
        } finally {
            if (!loaded) {
                networks.forEach(Network::close);
            }
        }
    }

    /** Tells also how the members of an ensemble vote, which nobody wants of it in a file. */
    private UNetProgram scoringProgram() {
        return description().program().counting(scoring().hasRegions() ? VoteRule.POSITIVE : VoteRule.LARGEST);
    }

    public Description description() {
        return manifest.description();
    }

    public NetworkPlan plan() {
        return manifest.description().plan();
    }

    /**
     * The plan of a network whose program is written here.
     *
     * @throws IllegalArgumentException when another program wrote it
     */
    public UNetPlan unet() {
        return manifest.description().unet();
    }

    /** As {@link Description#imageChannels}. */
    public int imageChannels() {
        return description().imageChannels();
    }

    /** As {@link Description#isCascaded}. */
    public boolean isCascaded() {
        return description().isCascaded();
    }

    public Weights weights() {
        return weights;
    }

    /** How the networks score, and how scores become labels. */
    public Scoring scoring() {
        return manifest.description().scoring();
    }

    /** The names by label, background first. */
    public List<String> labels() {
        return manifest.description().labels();
    }

    /** The stages before the network. */
    public List<StageSpec> preprocessing() {
        return manifest.description().preprocessing();
    }

    /** The stages after the network. */
    public List<StageSpec> postprocessing() {
        return manifest.description().postprocessing();
    }

    public Provenance provenance() {
        return manifest.description().provenance();
    }

    /** The SHA-256, in hexadecimal, of the manifest, which holds that of all the rest: it identifies the model. */
    public String digest() {
        return digest;
    }

    private static void require(String name, String field, String found, String expected) {
        if (!found.equals(expected)) {
            throw BadCaseException.of(name, field, found, expected + ", as the manifest says; the file was altered");
        }
    }
}
