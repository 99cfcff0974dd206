package org.bactrian.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.checkpoint.pickle.PickleJson;
import org.bactrian.checkpoint.pickle.PickleReader;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.TextFile;

/**
 * Reads a {@code postprocessing.json} or {@code .pkl} as a list of stages: one that Bactrian has written, nnU-Net v2's (26
 * neighbours), or nnU-Net v1's (6 neighbours; islands of a size that v1 calls valid are spared).
 */
public final class NnUNetPostprocessing {

    private static final String KEEP_LARGEST = "remove_all_but_largest_component_from_segmentation";
    private static final long LARGEST_PICKLE = 1 << 20;
    private static final int NEIGHBOURS_V1 = 6;
    private static final int NEIGHBOURS_V2 = 26;

    /** An entry of a Python dictionary: {@code 1: 90.5} or {@code (1, 2): 90.5}. */
    private static final Pattern SIZE = Pattern.compile("\\(?([0-9][0-9, ]*)\\)?\\s*:\\s*([0-9.eE+-]+)");

    private NnUNetPostprocessing() {}

    /**
     * Reads a file.
     *
     * @throws BadCaseException when it is none, or names a function that is not known
     */
    public static List<StageSpec> read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".pkl")) {
            return stages(new JsonFields(name, "", pickled(name, file)));
        }
        return stages(JsonFields.parse(name, TextFile.read(file)));
    }

    /** A pair of lists: the functions, and the arguments of each. */
    private static JsonObject pickled(String name, Path file) throws IOException {
        if (Files.size(file) > LARGEST_PICKLE) {
            throw BadCaseException.of(name, "size", Files.size(file), "at most " + LARGEST_PICKLE + " bytes");
        }
        JsonElement pair = PickleJson.element(name, PickleReader.read(name, ByteBuffer.wrap(Files.readAllBytes(file))));
        if (!pair.isJsonArray() || pair.getAsJsonArray().size() != 2) {
            throw BadCaseException.of(name, "content", "no pair", "functions and their arguments");
        }
        JsonObject json = new JsonObject();
        json.add("postprocessing_fns", pair.getAsJsonArray().get(0));
        json.add("postprocessing_kwargs", pair.getAsJsonArray().get(1));
        return json;
    }

    private static List<StageSpec> stages(JsonFields json) {
        if (json.json().has("bactrian")) {
            return StageJson.read(json.object("bactrian"), "stages");
        }
        return json.json().has("for_which_classes") ? stagesOfV1(json) : stagesOfV2(json);
    }

    private static List<StageSpec> stagesOfV2(JsonFields json) {
        List<String> functions = json.list("postprocessing_fns", JsonElement::getAsString);
        List<List<Integer>> labels =
                json.list("postprocessing_kwargs", arguments -> labels(arguments.getAsJsonObject(), json.file()));
        List<StageSpec> stages = new ArrayList<>();
        for (int i = 0; i < functions.size(); i++) {
            // A pickle names the function's module too.
            String function = functions.get(i).substring(functions.get(i).lastIndexOf('.') + 1);
            if (!function.equals(KEEP_LARGEST) || i >= labels.size()) {
                throw BadCaseException.of(json.file(), "postprocessing_fns", functions.get(i), KEEP_LARGEST);
            }
            stages.add(new StageSpec("keep-largest", Map.of("labels", labels.get(i), "connectivity", NEIGHBOURS_V2)));
        }
        return stages;
    }

    private static List<StageSpec> stagesOfV1(JsonFields json) {
        Map<List<Integer>, Double> valid =
                json.json().has("min_valid_object_sizes") ? validSizes(json.text("min_valid_object_sizes")) : Map.of();
        return json.list("for_which_classes", NnUNetPostprocessing::labels).stream()
                .map(labels -> {
                    Map<String, Object> settings = new HashMap<>();
                    settings.put("labels", labels);
                    settings.put("connectivity", NEIGHBOURS_V1);
                    valid.forEach((structure, mm3) -> {
                        if (structure.equals(labels)) {
                            settings.put("spareFromMm3", mm3);
                        }
                    });
                    return new StageSpec("keep-largest", settings);
                })
                .toList();
    }

    private static List<Integer> labels(JsonObject arguments, String file) {
        return labels(Optional.ofNullable(arguments.get("labels_or_regions"))
                .orElseThrow(() -> BadCaseException.of(file, "labels_or_regions", "missing", "labels")));
    }

    /** A label, a list of labels, or a list of labels and regions: taken together they are the labels in it. */
    private static List<Integer> labels(JsonElement element) {
        if (!element.isJsonArray()) {
            return List.of(element.getAsInt());
        }
        List<Integer> labels = new ArrayList<>();
        element.getAsJsonArray().forEach(inner -> labels.addAll(labels(inner)));
        return labels.stream().distinct().toList();
    }

    private static Map<List<Integer>, Double> validSizes(String dictionary) {
        Map<List<Integer>, Double> sizes = new HashMap<>();
        Matcher entry = SIZE.matcher(dictionary);
        while (entry.find()) {
            List<Integer> labels = new ArrayList<>();
            for (String label : entry.group(1).split("[, ]+", -1)) {
                if (!label.isEmpty()) {
                    labels.add(Integer.parseInt(label));
                }
            }
            sizes.put(labels, Double.parseDouble(entry.group(2)));
        }
        return sizes;
    }
}
