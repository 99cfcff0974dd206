package org.bactrian.evaluate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * nnU-Net v2's {@code summary.json}, letter by letter: {@code metric_per_case}, {@code mean} by structure, and
 * {@code foreground_mean}. As there, a measure without a value is written {@code NaN}.
 */
public final class SummaryJson {

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

    /**
     * Writes a summary, a file that appears once it is complete.
     *
     * @throws java.io.UncheckedIOException when the disk fails
     */
    public static void write(Path file, Scores scores) {
        PythonJson.write(file, summary(scores, Map.of()));
    }

    /** The same with the surface and KiTS scores that were measured in entries of their own. */
    public static void write(Path file, List<CaseMeasures> measures, LabelScheme scheme) {
        Scores scores =
                new Scores(measures.stream().map(one -> one.score(scheme)).toList());
        PythonJson.write(file, summary(scores, MoreScores.of(measures)));
    }

    /** The text of a summary. */
    static String text(Scores scores, Map<String, Object> more) {
        return PythonJson.of(summary(scores, more));
    }

    /** Its entries; {@code more} are those beside nnU-Net's, which passes over them. */
    private static Map<String, Object> summary(Scores scores, Map<String, Object> more) {
        Map<String, Object> summary = new LinkedHashMap<>(more);
        List<Map<String, Object>> cases =
                scores.cases().stream().map(SummaryJson::caseOf).toList();
        summary.put("metric_per_case", cases);
        summary.putAll(means(scores));
        return summary;
    }

    /** The entries {@code mean} and {@code foreground_mean}. */
    static Map<String, Object> means(Scores scores) {
        Map<String, Object> means = new LinkedHashMap<>();
        for (Structure structure : scores.structures()) {
            means.put(structure.key(), measures(measure -> scores.mean(structure, measure)));
        }
        return Map.of("mean", means, "foreground_mean", measures(scores::mean));
    }

    private static Map<String, Object> caseOf(CaseScore score) {
        Map<String, Object> structures = new LinkedHashMap<>();
        score.structures().forEach((structure, counts) -> structures.put(structure.key(), counts(counts)));
        return Map.of(
                "metrics", structures,
                "prediction_file", score.predictionFile(),
                "reference_file", score.referenceFile());
    }

    private static Map<String, Object> counts(LabelScore score) {
        Map<String, Object> values = new LinkedHashMap<>();
        RATIOS.forEach((name, measure) -> values.put(name, measure.applyAsDouble(score)));
        COUNTS.forEach((name, measure) -> values.put(name, measure.applyAsLong(score)));
        return values;
    }

    private static Map<String, Object> measures(ToDoubleFunction<ToDoubleFunction<LabelScore>> mean) {
        Map<String, Object> values = new LinkedHashMap<>();
        RATIOS.forEach((name, measure) -> values.put(name, mean.applyAsDouble(measure)));
        COUNTS.forEach((name, measure) -> values.put(name, mean.applyAsDouble(measure::applyAsLong)));
        return values;
    }
}
