package org.bactrian.checkpoint;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SliceRule;
import org.bactrian.numeric.spline.SplineOrder;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.volume.BadCaseException;

/** The manifest as JSON: fields in a fixed order, so that equal manifests are equal texts. */
final class ManifestJson {

    static final int VERSION = 1;

    private static final String FORMAT = "bactrian-model";

    private ManifestJson() {}

    static String write(Manifest manifest) {
        ModelBundle.Description description = manifest.description();
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("version", VERSION);
        json.add("labels", PlanJson.texts(description.labels()));
        json.add("plan", PlanJson.write(description.plan()));
        json.add("scoring", write(description.scoring()));
        json.add("preprocessing", StageJson.write(description.preprocessing()));
        json.add("postprocessing", StageJson.write(description.postprocessing()));
        json.add("provenance", write(description.provenance()));
        json.addProperty("parameters", manifest.parameters());
        json.addProperty("programSha256", manifest.programSha256());
        json.addProperty("weightsSha256", manifest.weightsSha256());
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }

    /** Reads a manifest; the file's name is for messages. */
    static Manifest read(String file, String text) {
        JsonFields json = JsonFields.parse(file, text);
        if (!json.text("format").equals(FORMAT)) {
            throw BadCaseException.of(file, "format", json.text("format"), FORMAT);
        }
        int version = json.integer("version");
        if (version != VERSION) {
            throw BadCaseException.of(
                    file,
                    "version",
                    version,
                    version > VERSION
                            ? "at most %d; the bundle was made by a newer Bactrian".formatted(VERSION)
                            : String.valueOf(VERSION));
        }
        try {
            return new Manifest(
                    new ModelBundle.Description(
                            PlanJson.read(json.object("plan")),
                            // Bundles of before there was a choice do not say.
                            json.has("scoring") ? scoring(json.object("scoring")) : Scoring.CLASSES,
                            json.list("labels", JsonElement::getAsString),
                            StageJson.read(json, "preprocessing"),
                            StageJson.read(json, "postprocessing"),
                            provenance(json.object("provenance"))),
                    json.whole("parameters"),
                    json.text("programSha256"),
                    json.text("weightsSha256"));
        } catch (IllegalArgumentException wrong) {
            throw BadCaseException.of(
                            file, "manifest", String.valueOf(wrong.getMessage()), "a sound description of a network")
                    .because(wrong);
        }
    }

    private static JsonObject write(Scoring scoring) {
        JsonObject json = new JsonObject();
        json.addProperty("members", scoring.ensemble().members());
        json.addProperty("scores", scoring.ensemble().scores().name().toLowerCase(Locale.ROOT));
        JsonArray regions = new JsonArray();
        scoring.regionLabels().forEach(regions::add);
        json.add("regionLabels", regions);
        if (!scoring.back().equals(ScoreRule.STANDARD)) {
            json.addProperty("slices", scoring.back().slices().name().toLowerCase(Locale.ROOT));
            json.addProperty("asInTorch", scoring.back().asInTorch());
            if (scoring.back().scanFirst()) {
                json.addProperty("scanFirst", true);
            }
            if (!scoring.back().orders().equals(SliceOrders.LINEAR)) {
                json.addProperty("order", text(scoring.back().orders().inPlane()));
                json.addProperty("across", text(scoring.back().orders().across()));
            }
        }
        return json;
    }

    private static Scoring scoring(JsonFields json) {
        Ensemble.Scores scores = Ensemble.Scores.valueOf(json.text("scores").toUpperCase(Locale.ROOT));
        return new Scoring(
                new Ensemble(json.integer("members"), scores),
                json.list("regionLabels", JsonElement::getAsInt),
                back(json));
    }

    private static ScoreRule back(JsonFields json) {
        return json.has("slices")
                ? new ScoreRule(
                        SliceRule.valueOf(json.text("slices").toUpperCase(Locale.ROOT)),
                        json.truth("asInTorch"),
                        json.has("scanFirst") && json.truth("scanFirst"),
                        orders(json))
                : ScoreRule.STANDARD;
    }

    /** Where nothing is said, scores come back linearly. */
    private static SliceOrders orders(JsonFields json) {
        return json.has("order")
                ? new SliceOrders(order(json.text("order")), order(json.text("across")))
                : SliceOrders.LINEAR;
    }

    private static SplineOrder order(String name) {
        return SplineOrder.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String text(SplineOrder order) {
        return order.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject write(Provenance provenance) {
        JsonObject json = new JsonObject();
        json.addProperty("bactrianVersion", provenance.bactrianVersion());
        JsonObject facts = new JsonObject();
        provenance.facts().forEach(facts::addProperty);
        json.add("facts", facts);
        JsonObject metrics = new JsonObject();
        provenance.metrics().forEach(metrics::addProperty);
        json.add("metrics", metrics);
        SourceFiles sources = provenance.sources();
        if (!sources.equals(SourceFiles.NONE)) {
            json.add("sourceSha256", texts(sources.sha256()));
            json.add("sourceTexts", texts(sources.texts()));
        }
        return json;
    }

    private static Provenance provenance(JsonFields json) {
        return new Provenance(
                json.text("bactrianVersion"),
                new TreeMap<>(json.map("facts", JsonElement::getAsString)),
                new TreeMap<>(json.map("metrics", JsonElement::getAsDouble)),
                new SourceFiles(texts(json, "sourceSha256"), texts(json, "sourceTexts")));
    }

    private static JsonObject texts(Map<String, String> texts) {
        JsonObject json = new JsonObject();
        texts.forEach(json::addProperty);
        return json;
    }

    /** Bundles of networks that were trained here have none. */
    private static SortedMap<String, String> texts(JsonFields json, String name) {
        return json.has(name) ? new TreeMap<>(json.map(name, JsonElement::getAsString)) : new TreeMap<>();
    }
}
