package org.bactrian.evaluate;

import java.util.List;
import org.bactrian.stage.StageSpec;

/**
 * Which clean-up helps.
 *
 * @param before the scores of the predictions as they are
 * @param trials every rule that was tried, in order
 * @param nnUNet what nnU-Net's own search ends with: structures of which the largest island is kept, one after the other
 * @param nnUNetScores the scores after it
 * @param stages the best rule of all: nnU-Net's, or that of the two kidneys where it is better still
 * @param scores the scores after that
 */
public record FoundRule(
        Scores before,
        List<Trial> trials,
        List<Kept> nnUNet,
        Scores nnUNetScores,
        List<StageSpec> stages,
        Scores scores) {

    public FoundRule {
        trials = List.copyOf(trials);
        nnUNet = List.copyOf(nnUNet);
        stages = List.copyOf(stages);
    }

    /**
     * A rule that was tried.
     *
     * @param name for people
     * @param scores after it
     * @param adopted whether it became part of a result
     */
    public record Trial(String name, Scores scores, boolean adopted) {}

    /**
     * Labels of which together the largest island is kept.
     *
     * @param isList whether nnU-Net names them as a list
     */
    public record Kept(List<Integer> labels, boolean isList) {}
}
