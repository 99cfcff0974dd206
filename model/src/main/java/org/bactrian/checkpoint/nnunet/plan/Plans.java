package org.bactrian.checkpoint.nnunet.plan;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.TextFile;

/** A {@code plans.json} of nnU-Net's second version, of any of its releases. Immutable. */
public final class Plans {

    /** The configuration taken when none is asked for. */
    private static final String FULL_RESOLUTION = "3d_fullres";

    private static final long LARGEST_FILE = 1 << 24;

    private static final List<String> READERS_OF_FILES =
            List.of("SimpleITKIO", "NibabelIO", "Tiff3DIO", "NaturalImage2DIO");
    private static final List<String> READERS_TO_RAS = List.of("SimpleITKIOWithReorient", "NibabelIOWithReorient");

    private final JsonFields json;

    /** Plans whose fields were read already. */
    public Plans(JsonFields json) {
        this.json = json;
    }

    /**
     * Reads a plan.
     *
     * @throws BadCaseException when the file is no plan
     * @throws IllegalArgumentException when it is a folder
     */
    public static Plans read(Path file) throws IOException {
        requireFile(file);
        Plans plans = new Plans(JsonFields.parse(String.valueOf(file.getFileName()), text(file)));
        plans.json.object("configurations");
        return plans;
    }

    /** The names of its configurations. */
    public List<String> names() {
        return List.copyOf(json.object("configurations").json().keySet());
    }

    /** The configuration taken when none is asked for: the only one, or {@code 3d_fullres}. */
    public Optional<String> usual() {
        List<String> names = names();
        return names.size() == 1
                ? Optional.of(names.get(0))
                : names.stream().filter(FULL_RESOLUTION::equals).findFirst();
    }

    /**
     * A configuration by its name.
     *
     * @throws IllegalArgumentException when there is none, naming those there are
     * @throws BadCaseException when it asks for something that is not known here
     */
    public Configuration configuration(String name) {
        JsonFields merged = merged(name);
        if (merged.has("preprocessor_name") && !merged.text("preprocessor_name").equals("DefaultPreprocessor")) {
            throw merged.bad("preprocessor_name", merged.text("preprocessor_name"), "DefaultPreprocessor");
        }
        requireUsualLabels();
        List<Double> spacing = merged.list("spacing", JsonElement::getAsDouble);
        List<Normalisation> normalisations = normalisations(merged);
        Preparation preparation = new Preparation(
                orientation(), transposeForward(), spacing, normalisations, ResamplingFunctions.read(merged));
        return new Configuration(
                name, spacing, normalisations.size(), preparation.stages(), ResamplingFunctions.scores(merged));
    }

    /** Another manager of labels may make others of the same scores. */
    private void requireUsualLabels() {
        String field = "label_manager";
        if (json.has(field) && !json.text(field).equals("LabelManager")) {
            throw json.bad(field, json.text(field), "LabelManager");
        }
    }

    /** The network of a configuration. */
    public Architecture architecture(String name) {
        return Architecture.read(merged(name));
    }

    /** The configuration whose network comes before that of a configuration, in a cascade. */
    public Optional<String> previousStage(String name) {
        JsonFields merged = merged(name);
        return merged.has("previous_stage") ? Optional.of(merged.text("previous_stage")) : Optional.empty();
    }

    /** The labels of the network before that of a configuration, where there is one, which this one sees. */
    public List<Integer> cascaded(String name, Labels labels) {
        return previousStage(name).isPresent() ? labels.values() : List.of();
    }

    /** The voxels that the network of a configuration sees at once, (z, y, x) or (y, x). */
    public List<Integer> patch(String name) {
        return merged(name).list("patch_size", JsonElement::getAsInt);
    }

    /** Refuses a folder in the place of a plan. */
    public static void requireFile(Path plan) {
        if (Files.isDirectory(plan)) {
            throw new IllegalArgumentException(
                    "--plan takes a file, plans.json or plans.pkl; %s is a folder".formatted(plan));
        }
    }

    /** The text of a file that is not too large. */
    public static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw BadCaseException.of(
                    String.valueOf(file.getFileName()),
                    "size",
                    Files.size(file) + " bytes",
                    "at most " + LARGEST_FILE + " bytes");
        }
        return TextFile.read(file);
    }

    private List<Integer> transposeForward() {
        List<Integer> axes = json.list("transpose_forward", JsonElement::getAsInt);
        if (axes.size() != 3 || !axes.containsAll(List.of(0, 1, 2))) {
            throw json.bad("transpose_forward", axes, "0, 1 and 2 in some order");
        }
        return axes;
    }

    private String orientation() {
        String reader = json.has("image_reader_writer") ? json.text("image_reader_writer") : READERS_OF_FILES.get(0);
        if (READERS_TO_RAS.contains(reader)) {
            return "RAS";
        }
        if (!READERS_OF_FILES.contains(reader)) {
            throw json.bad("image_reader_writer", reader, "one of %s, %s".formatted(READERS_OF_FILES, READERS_TO_RAS));
        }
        return "file";
    }

    /** A configuration with what it inherits. */
    private JsonFields merged(String name) {
        JsonFields all = json.object("configurations");
        if (!all.has(name)) {
            throw new IllegalArgumentException(
                    "%s has no configuration %s; known: %s".formatted(json.file(), name, names()));
        }
        List<String> visited = new ArrayList<>();
        JsonObject merged = new JsonObject();
        Optional<String> next = Optional.of(name);
        while (next.isPresent()) {
            String current = next.get();
            if (visited.contains(current)) {
                throw all.bad(name + ".inherits_from", "a circle through " + visited, "configurations that end");
            }
            visited.add(current);
            JsonFields fields = all.object(current);
            fields.json().entrySet().stream()
                    .filter(entry -> !merged.has(entry.getKey()))
                    .forEach(entry -> merged.add(entry.getKey(), entry.getValue()));
            next = fields.has("inherits_from") ? Optional.of(fields.text("inherits_from")) : Optional.empty();
        }
        return new JsonFields(json.file(), "configurations." + name + ".", merged);
    }

    private List<Normalisation> normalisations(JsonFields configuration) {
        List<String> schemes = configuration.list("normalization_schemes", JsonElement::getAsString);
        List<Boolean> masked = configuration.list("use_mask_for_norm", JsonElement::getAsBoolean);
        if (schemes.isEmpty() || masked.size() != schemes.size()) {
            throw configuration.bad("use_mask_for_norm", masked, "one entry for each channel of " + schemes);
        }
        List<Normalisation> normalisations = new ArrayList<>();
        for (int channel = 0; channel < schemes.size(); channel++) {
            normalisations.add(
                    switch (schemes.get(channel)) {
                        case "CTNormalization" -> ct(intensities().object(String.valueOf(channel)));
                        case "ZScoreNormalization" -> new Normalisation.ZScore(masked.get(channel));
                        case "RescaleTo01Normalization" -> new Normalisation.UnitRange();
                        case "RGBTo01Normalization" -> new Normalisation.Rgb();
                        case "NoNormalization" -> new Normalisation.None();
                        default ->
                            throw configuration.bad(
                                    "normalization_schemes",
                                    schemes.get(channel),
                                    "CTNormalization, ZScoreNormalization, RescaleTo01Normalization, RGBTo01Normalization or"
                                            + " NoNormalization");
                    });
        }
        return normalisations;
    }

    private JsonFields intensities() {
        String newer = "foreground_intensity_properties_per_channel";
        return json.object(json.has(newer) ? newer : "foreground_intensity_properties_by_modality");
    }

    private static Normalisation ct(JsonFields measured) {
        return new Normalisation.Ct(
                measured.number("percentile_00_5"),
                measured.number("percentile_99_5"),
                measured.number("mean"),
                measured.number("std"));
    }
}
