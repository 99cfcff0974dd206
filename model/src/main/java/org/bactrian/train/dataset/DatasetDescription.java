package org.bactrian.train.dataset;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.TextFile;

/**
 * What {@code dataset.json} says.
 *
 * @param labels the names of the labels 0, 1, ...; the first is the background
 * @param channels the number of image channels
 * @param caseCount the number of training cases
 * @param fileEnding {@code .nii.gz} or {@code .nii}
 */
public record DatasetDescription(List<String> labels, int channels, int caseCount, String fileEnding) {

    static final String FILE = "dataset.json";

    private static final List<String> ENDINGS = List.of(".nii.gz", ".nii");
    private static final int MOST_LABELS = 254;

    public DatasetDescription {
        labels = List.copyOf(labels);
    }

    /**
     * Reads a description.
     *
     * @throws IllegalArgumentException listing every problem at once
     * @throws org.bactrian.volume.BadCaseException when it is no text
     */
    static DatasetDescription read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("a dataset is a folder with %s, %s and %s; there is no %s"
                    .formatted(FILE, "imagesTr", "labelsTr", FILE));
        }
        String text = TextFile.read(file);
        try {
            return of(JsonFields.parse(FILE, text));
        } catch (BadCaseException wrong) {
            throw new IllegalArgumentException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static DatasetDescription of(JsonFields fields) {
        JsonObject json = fields.json();
        List<String> problems = new ArrayList<>();
        List<String> labels = labels(object(json, "labels", problems), problems);
        JsonObject channels = object(json, "channel_names", problems);
        int caseCount = caseCount(json, problems);
        String ending = ending(json, problems);
        if (channels.size() == 0) {
            problems.add("channel_names names no channel");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(FILE + ": " + String.join("\n" + FILE + ": ", problems));
        }
        return new DatasetDescription(labels, channels.size(), caseCount, ending);
    }

    private static int caseCount(JsonObject json, List<String> problems) {
        JsonElement count = json.has("numTraining") ? json.get("numTraining") : new JsonPrimitive(0);
        try {
            return count.getAsInt();
        } catch (IllegalStateException | NumberFormatException | UnsupportedOperationException none) {
            problems.add("numTraining is %s, expected a whole number".formatted(count));
            return 0;
        }
    }

    private static String ending(JsonObject json, List<String> problems) {
        JsonElement given = json.has("file_ending") ? json.get("file_ending") : new JsonPrimitive(ENDINGS.get(0));
        String ending = given.isJsonPrimitive() ? given.getAsString() : given.toString();
        if (!ENDINGS.contains(ending)) {
            problems.add("file_ending is '%s', known: %s".formatted(ending, ENDINGS));
        }
        return ending;
    }

    private static JsonObject object(JsonObject json, String field, List<String> problems) {
        Optional<JsonElement> value = Optional.ofNullable(json.get(field));
        if (value.filter(JsonElement::isJsonObject).isEmpty()) {
            problems.add(field + " is missing or no object");
            return new JsonObject();
        }
        return value.get().getAsJsonObject();
    }

    /** Names by label: {@code {"background": 0, "kidney": 1}} in nnU-Net's second version. */
    private static List<String> labels(JsonObject json, List<String> problems) {
        Map<Integer, String> names = new TreeMap<>();
        for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
            try {
                names.put(entry.getValue().getAsInt(), entry.getKey());
            } catch (IllegalStateException | NumberFormatException | UnsupportedOperationException region) {
                problems.add("label '%s' is %s, expected one whole number (regions of several labels are not trained)"
                        .formatted(entry.getKey(), entry.getValue()));
            }
        }
        if (problems.isEmpty() && (names.size() < 2 || names.size() > MOST_LABELS + 1 || !consecutive(names))) {
            problems.add("labels are %s, expected 0 for the background and then 1, 2, ... without a gap, at most %d"
                    .formatted(names.keySet(), MOST_LABELS));
        }
        return List.copyOf(names.values());
    }

    private static boolean consecutive(Map<Integer, String> names) {
        int expected = 0;
        for (int label : names.keySet()) {
            if (label != expected++) {
                return false;
            }
        }
        return true;
    }
}
