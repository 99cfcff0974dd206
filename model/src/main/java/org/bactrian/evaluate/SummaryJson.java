package org.bactrian.evaluate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * nnU-Net v2's {@code summary.json}: {@code metric_per_case}, {@code mean} by label, and {@code foreground_mean}. As
 * there, a measure without a value is written {@code NaN}.
 */
public final class SummaryJson {

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeSpecialFloatingPointValues()
            .disableHtmlEscaping()
            .create();

    private static final Map<String, ToDoubleFunction<LabelScore>> RATIOS =
            Map.of("Dice", LabelScore::dice, "IoU", LabelScore::iou);

    private static final Map<String, ToLongFunction<LabelScore>> COUNTS = Map.of(
            "TP", LabelScore::truePositives,
            "FP", LabelScore::falsePositives,
            "FN", LabelScore::falseNegatives,
            "TN", LabelScore::trueNegatives,
            "n_pred", LabelScore::predicted,
            "n_ref", LabelScore::reference);

    private SummaryJson() {}

    /** Writes the summary of cases whose predictions and references are files named {@code <case>.nii.gz}. */
    public static void write(Path file, Scores scores) throws IOException {
        Files.writeString(file, text(scores) + "\n");
    }

    static String text(Scores scores) {
        Map<String, Object> summary = new TreeMap<>();
        List<Object> cases = new ArrayList<>();
        scores.cases().forEach(score -> cases.add(caseOf(score)));
        summary.put("metric_per_case", cases);
        Map<String, Object> means = new TreeMap<>();
        scores.labels()
                .forEach(label -> means.put(String.valueOf(label), measures(measure -> scores.mean(label, measure))));
        summary.put("mean", means);
        summary.put("foreground_mean", measures(scores::mean));
        return GSON.toJson(summary);
    }

    private static Map<String, Object> caseOf(CaseScore score) {
        Map<String, Object> labels = new TreeMap<>();
        score.labels().forEach((label, counts) -> labels.put(String.valueOf(label), counts(counts)));
        return new TreeMap<>(Map.of(
                "metrics", labels,
                "prediction_file", score.caseId() + ".nii.gz",
                "reference_file", score.caseId() + ".nii.gz"));
    }

    private static Map<String, Object> counts(LabelScore score) {
        Map<String, Object> values = new TreeMap<>();
        RATIOS.forEach((name, measure) -> values.put(name, measure.applyAsDouble(score)));
        COUNTS.forEach((name, measure) -> values.put(name, measure.applyAsLong(score)));
        return values;
    }

    private static Map<String, Object> measures(ToDoubleFunction<ToDoubleFunction<LabelScore>> mean) {
        Map<String, Object> values = new TreeMap<>();
        RATIOS.forEach((name, measure) -> values.put(name, mean.applyAsDouble(measure)));
        COUNTS.forEach((name, measure) -> values.put(name, mean.applyAsDouble(measure::applyAsLong)));
        return values;
    }
}
