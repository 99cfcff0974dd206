package org.bactrian.evaluate;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.volume.TextFile;

/**
 * What is scored in a data set, as nnU-Net's {@code dataset.json} says: its labels, or its regions where one of them has
 * several labels.
 *
 * @param names the structures in the order in which means are formed, each with its name
 * @param ignored the label of voxels that nobody has judged
 */
public record LabelScheme(Map<Structure, String> names, OptionalInt ignored) {

    private static final String IGNORE = "ignore";
    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

    public LabelScheme {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    /** Labels without names, ascending. */
    public static LabelScheme of(Collection<Integer> labels) {
        Map<Structure, String> names = new LinkedHashMap<>();
        new TreeSet<>(labels).forEach(label -> names.put(Structure.label(label), "label " + label));
        return new LabelScheme(names, OptionalInt.empty());
    }

    /**
     * Reads a {@code dataset.json} of nnU-Net's second version ({@code "kidney": 1}, {@code "kidney": [1, 2]}) or of its
     * first ({@code "1": "kidney"}).
     *
     * @throws IllegalArgumentException naming what is wrong with it
     * @throws org.bactrian.volume.BadCaseException when it is no text
     */
    public static LabelScheme read(Path datasetJson) {
        try {
            JsonObject json = JsonParser.parseString(TextFile.read(datasetJson)).getAsJsonObject();
            return Optional.ofNullable(json.get("labels"))
                    .map(labels -> of(labels.getAsJsonObject()))
                    .orElseThrow(() -> new IllegalStateException("no labels"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + datasetJson, unreadable);
        } catch (JsonParseException broken) {
            throw new IllegalArgumentException("%s is no JSON%s".formatted(datasetJson, place(broken)), broken);
        } catch (IllegalStateException | NumberFormatException | UnsupportedOperationException wrong) {
            throw new IllegalArgumentException(
                    "%s: labels must be an object such as {\"background\": 0, \"kidney\": 1}".formatted(datasetJson),
                    wrong);
        }
    }

    /** Where the text breaks off from JSON, if the parser says so: the rest of what it says is for programmers. */
    private static String place(JsonParseException broken) {
        Matcher place = PLACE.matcher(String.valueOf(broken.getMessage()));
        return place.find() ? " at line %s, column %s".formatted(place.group(1), place.group(2)) : "";
    }

    /** The structures in order. */
    public List<Structure> structures() {
        return List.copyOf(names.keySet());
    }

    /** The name of a structure; its key where it has none. */
    public String name(Structure structure) {
        return names.getOrDefault(structure, structure.key());
    }

    /** Every label of the structures, ascending. */
    public List<Integer> labels() {
        TreeSet<Integer> labels = new TreeSet<>();
        names.keySet().forEach(structure -> labels.addAll(structure.labels()));
        return List.copyOf(labels);
    }

    private static LabelScheme of(JsonObject labels) {
        Map<String, List<Integer>> named = new LinkedHashMap<>();
        boolean hasRegions = false;
        OptionalInt ignored = OptionalInt.empty();
        Map<Structure, String> names = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : labels.entrySet()) {
            List<Integer> members = members(entry.getKey(), entry.getValue());
            String name = name(entry.getKey(), entry.getValue());
            if (name.equals(IGNORE)) {
                ignored = OptionalInt.of(members.get(0));
            } else if (members.stream().anyMatch(label -> label != 0)) {
                named.put(name, members);
                names.put(new Structure(members, entry.getValue().isJsonArray()), name);
                hasRegions |= members.size() > 1;
            }
        }
        return hasRegions ? new LabelScheme(names, ignored) : plain(named, ignored);
    }

    /** Labels ascending, as nnU-Net scores them where there is no region. */
    private static LabelScheme plain(Map<String, List<Integer>> named, OptionalInt ignored) {
        Map<Structure, String> names = new LinkedHashMap<>();
        named.entrySet().stream()
                .sorted(Map.Entry.comparingByValue((one, other) -> Integer.compare(one.get(0), other.get(0))))
                .forEach(entry -> names.put(Structure.label(entry.getValue().get(0)), entry.getKey()));
        return new LabelScheme(names, ignored);
    }

    private static List<Integer> members(String key, JsonElement value) {
        if (!value.isJsonArray()) {
            return List.of(isNumber(value) ? value.getAsInt() : Integer.parseInt(key));
        }
        List<Integer> members = new ArrayList<>();
        value.getAsJsonArray().forEach(label -> members.add(label.getAsInt()));
        return members;
    }

    private static String name(String key, JsonElement value) {
        return value.isJsonArray() || isNumber(value) ? key : value.getAsString();
    }

    private static boolean isNumber(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
    }
}
