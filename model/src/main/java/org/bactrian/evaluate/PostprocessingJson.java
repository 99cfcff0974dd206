package org.bactrian.evaluate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bactrian.stage.StageSpec;

/**
 * nnU-Net v2's {@code postprocessing.json}: what its own search finds, letter by letter. Beside its four entries lies
 * {@code bactrian}, which nnU-Net passes over: the best rule as a list of stages, the scores after it, and every trial.
 */
public final class PostprocessingJson {

    private static final String KEEP_LARGEST = "remove_all_but_largest_component_from_segmentation";

    private PostprocessingJson() {}

    /**
     * Writes a rule that was found, a file that appears once it is complete.
     *
     * @throws java.io.UncheckedIOException when the disk fails
     */
    public static void write(Path file, FoundRule found) {
        Map<String, Object> json = new LinkedHashMap<>(nnUNet(found));
        json.put(
                "bactrian",
                Map.of(
                        "stages",
                                found.stages().stream()
                                        .map(PostprocessingJson::stage)
                                        .toList(),
                        "postprocessed", SummaryJson.means(found.scores()),
                        "trials",
                                found.trials().stream()
                                        .map(PostprocessingJson::trial)
                                        .toList()));
        PythonJson.write(file, json);
    }

    /** The text as nnU-Net writes it. */
    static Map<String, Object> nnUNet(FoundRule found) {
        return Map.of(
                "input_folder", SummaryJson.means(found.before()),
                "postprocessed", SummaryJson.means(found.nnUNetScores()),
                "postprocessing_fns",
                        found.nnUNet().stream().map(kept -> KEEP_LARGEST).toList(),
                "postprocessing_kwargs",
                        found.nnUNet().stream()
                                .map(PostprocessingJson::arguments)
                                .toList());
    }

    private static Map<String, Object> arguments(FoundRule.Kept kept) {
        Object labels = kept.isList() ? kept.labels() : kept.labels().get(0);
        return Map.of("labels_or_regions", labels);
    }

    private static Map<String, Object> stage(StageSpec spec) {
        return Map.of("stage", spec.stage(), "settings", spec.settings());
    }

    private static Map<String, Object> trial(FoundRule.Trial trial) {
        Map<String, Object> dice = new LinkedHashMap<>();
        trial.scores()
                .structures()
                .forEach(structure -> dice.put(structure.key(), trial.scores().meanDice(structure)));
        return Map.of(
                "rule", trial.name(),
                "adopted", trial.adopted(),
                "mean_dice", trial.scores().meanDice(),
                "dice", dice);
    }
}
