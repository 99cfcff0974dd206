package org.bactrian.checkpoint.nnunet.export;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.bactrian.checkpoint.nnunet.plan.Normalisation;

/** The {@code dataset.json} of a model that nnU-Net has not trained. */
final class WrittenDataset {

    private WrittenDataset() {}

    /**
     * Channels and labels.
     *
     * @param labels the names by label, background first
     * @param regionLabels what each region is painted with, in the order of painting; empty where there are none
     */
    static JsonObject json(List<Normalisation> channels, List<String> labels, List<Integer> regionLabels) {
        JsonObject names = new JsonObject();
        for (int channel = 0; channel < channels.size(); channel++) {
            names.addProperty(String.valueOf(channel), channels.get(channel).channelName());
        }
        JsonObject json = new JsonObject();
        json.add("channel_names", names);
        json.add("labels", regionLabels.isEmpty() ? classes(labels) : regions(labels, regionLabels));
        if (!regionLabels.isEmpty()) {
            json.add("regions_class_order", new Gson().toJsonTree(regionLabels));
        }
        json.addProperty("numTraining", 0);
        json.addProperty("file_ending", ".nii.gz");
        return json;
    }

    private static JsonObject classes(List<String> labels) {
        JsonObject json = new JsonObject();
        for (int label = 0; label < labels.size(); label++) {
            json.addProperty(free(json, labels.get(label), label), label);
        }
        return json;
    }

    /** Each region holds what is painted over it later. */
    private static JsonObject regions(List<String> labels, List<Integer> painted) {
        JsonObject json = new JsonObject();
        json.addProperty("background", 0);
        for (int region = 0; region < painted.size(); region++) {
            int label = painted.get(region);
            JsonArray covered = new JsonArray();
            painted.subList(region, painted.size()).stream().distinct().forEach(covered::add);
            json.add(free(json, labels.get(label), region), covered);
        }
        return json;
    }

    /** A name that is not taken, and not the one that nnU-Net reads as "ignore what is labelled so". */
    private static String free(JsonObject taken, String name, int number) {
        return taken.has(name) || name.equals("ignore") ? name + " " + number : name;
    }
}
