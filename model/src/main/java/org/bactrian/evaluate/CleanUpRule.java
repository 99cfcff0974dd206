package org.bactrian.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bactrian.stage.StageSpec;
import org.bactrian.stage.islands.KeepLargest;
import org.bactrian.stage.islands.KeepLargestConfig;
import org.bactrian.stage.kidneys.KeepTwoKidneys;
import org.bactrian.stage.kidneys.KeepTwoKidneysConfig;
import org.bactrian.volume.LabelMap;

/**
 * A way to clean a label map that may be tried.
 *
 * @param name for people
 * @param stages the same as a list of stages
 * @param rule takes a label map and leaves it as it was
 */
record CleanUpRule(String name, List<StageSpec> stages, UnaryOperator<LabelMap> rule) {

    private static final int NEIGHBOURS = 26;

    /** Nothing is changed. */
    static CleanUpRule none() {
        return new CleanUpRule("as predicted", List.of(), labels -> labels);
    }

    /** nnU-Net's rule: of all labels of a structure together the largest island is kept. */
    static CleanUpRule keepLargest(String what, List<Integer> labels) {
        KeepLargestConfig config = new KeepLargestConfig(Optional.of(labels), 1, NEIGHBOURS, Optional.empty());
        return new CleanUpRule(
                "keep the largest island of " + what,
                List.of(new StageSpec("keep-largest", Map.of("labels", labels, "connectivity", NEIGHBOURS))),
                map -> KeepLargest.kept(map, config));
    }

    /** Two kidneys with what touches them are kept. */
    static CleanUpRule keepTwoKidneys(int kidneyLabel, double minimumMl) {
        KeepTwoKidneysConfig config = new KeepTwoKidneysConfig(2, minimumMl, NEIGHBOURS, kidneyLabel);
        return new CleanUpRule(
                minimumMl == 0
                        ? "keep two kidneys with what touches them"
                        : "the same, kidneys of at least %.0f ml".formatted(minimumMl),
                List.of(new StageSpec("keep-two-kidneys", Map.of("kidneyLabel", kidneyLabel, "minimumMl", minimumMl))),
                map -> KeepTwoKidneys.kept(map, config));
    }

    /** This rule, and another one after it. */
    CleanUpRule then(CleanUpRule next) {
        List<StageSpec> both = new ArrayList<>(stages);
        both.addAll(next.stages);
        String joined = stages.isEmpty() ? next.name : name + ", then " + next.name;
        return new CleanUpRule(joined, both, map -> next.rule.apply(rule.apply(map)));
    }
}
