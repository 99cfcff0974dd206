package org.bactrian.evaluate;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** The scores of many cases and their means: the rows of a table and its last line. */
public record Scores(List<CaseScore> cases) {

    public Scores {
        cases = List.copyOf(cases);
    }

    /** Every label that was scored, ascending. */
    public SortedSet<Integer> labels() {
        SortedSet<Integer> labels = new TreeSet<>();
        cases.forEach(score -> labels.addAll(score.labels().keySet()));
        return labels;
    }

    /** The mean Dice of a label over the cases that have one; NaN where none has. */
    public double meanDice(int label) {
        return mean(label, LabelScore::dice);
    }

    /** The mean over labels of their mean Dice; NaN where a label has none. */
    public double meanDice() {
        return mean(LabelScore::dice);
    }

    /** The mean of a measure of one label over the cases where it is a number. */
    double mean(int label, ToDoubleFunction<LabelScore> measure) {
        return cases.stream()
                .mapToDouble(score -> measure.applyAsDouble(score.of(label)))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** The mean over labels of their means; a label without any number makes it NaN, as in nnU-Net's summaries. */
    double mean(ToDoubleFunction<LabelScore> measure) {
        return labels().stream()
                .mapToDouble(label -> mean(label, measure))
                .average()
                .orElse(Double.NaN);
    }
}
