package org.bactrian.checkpoint.nnunet.plan;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bactrian.checkpoint.JsonFields;

/**
 * What a {@code dataset.json} says of labels.
 *
 * @param names by label, background first
 * @param regionLabels what each region is painted with, in the order of painting; empty where classes exclude one another
 * @param values all labels but the background, ascending
 */
public record Labels(List<String> names, List<Integer> regionLabels, List<Integer> values) {

    private static final int LARGEST = 65534;

    /** The number of classes or regions that the network scores. */
    public int outputs() {
        return regionLabels.isEmpty() ? names.size() : regionLabels.size();
    }

    /** Reads them from a {@code dataset.json}. */
    public static Labels read(JsonFields dataset) {
        Map<String, JsonElement> labels = new LinkedHashMap<>(dataset.map("labels", label -> label));
        labels.remove("ignore");
        boolean hasRegions = labels.values().stream()
                .anyMatch(label -> values(dataset, label).size() > 1);
        return hasRegions ? regions(dataset, labels) : classes(dataset, labels);
    }

    private static Labels classes(JsonFields dataset, Map<String, JsonElement> labels) {
        Map<Integer, String> names = new TreeMap<>();
        labels.forEach((name, label) -> names.put(values(dataset, label).get(0), name));
        int next = 0;
        for (int label : names.keySet()) {
            if (label != next++) {
                throw dataset.bad("labels", names.keySet(), "0 for the background and then 1, 2, ... without a gap");
            }
        }
        return new Labels(List.copyOf(names.values()), List.of(), foreground(dataset, labels));
    }

    private static Labels regions(JsonFields dataset, Map<String, JsonElement> labels) {
        List<Integer> order = dataset.list("regions_class_order", JsonElement::getAsInt);
        List<String> regions = new ArrayList<>();
        labels.forEach((name, label) -> {
            if (!new TreeSet<>(values(dataset, label)).equals(new TreeSet<>(List.of(0)))) {
                regions.add(name);
            }
        });
        if (order.size() != regions.size() || order.stream().anyMatch(label -> label < 0 || label > LARGEST)) {
            throw dataset.bad("regions_class_order", order, "a label for each region of " + regions);
        }
        List<String> names = new ArrayList<>();
        for (int label = 0; label <= Collections.max(order); label++) {
            int region = order.indexOf(label);
            names.add(label == 0 ? "background" : region < 0 ? "label " + label : regions.get(region));
        }
        return new Labels(names, order, foreground(dataset, labels));
    }

    private static List<Integer> foreground(JsonFields dataset, Map<String, JsonElement> labels) {
        TreeSet<Integer> all = new TreeSet<>();
        labels.values().forEach(label -> all.addAll(values(dataset, label)));
        all.remove(0);
        return List.copyOf(all);
    }

    private static List<Integer> values(JsonFields dataset, JsonElement label) {
        try {
            List<JsonElement> values =
                    label.isJsonArray() ? label.getAsJsonArray().asList() : List.of(label);
            if (values.isEmpty()) {
                throw dataset.bad("labels", label, "at least one number each");
            }
            return values.stream().map(JsonElement::getAsInt).toList();
        } catch (IllegalStateException | NumberFormatException | UnsupportedOperationException wrong) {
            throw dataset.bad("labels", label, "whole numbers, or lists of them")
                    .because(wrong);
        }
    }
}
