package org.bactrian.evaluate;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.bactrian.numeric.intensity.PairwiseSum;

/** The scores of many cases and their means: the rows of a table and its last line. Sums run in numpy's order. */
public record Scores(List<CaseScore> cases) {

    public Scores {
        cases = List.copyOf(cases);
    }

    /** Every structure that was scored, in order. */
    public Set<Structure> structures() {
        Set<Structure> structures = new LinkedHashSet<>();
        cases.forEach(score -> structures.addAll(score.structures().keySet()));
        return structures;
    }

    /** Every label that was scored for itself, ascending. */
    public SortedSet<Integer> labels() {
        SortedSet<Integer> labels = new TreeSet<>();
        structures().stream()
                .filter(structure -> !structure.isRegion())
                .forEach(structure -> labels.addAll(structure.labels()));
        return labels;
    }

    /** The mean Dice of a label over the cases that have one; NaN where none has. */
    public double meanDice(int label) {
        return meanDice(Structure.label(label));
    }

    /** The mean Dice of a structure over the cases that have one; NaN where none has. */
    public double meanDice(Structure structure) {
        return mean(structure, LabelScore::dice);
    }

    /** The mean over structures of their mean Dice; NaN where a structure has none. */
    public double meanDice() {
        return mean(LabelScore::dice);
    }

    /** The mean of a measure of one structure over the cases where it is a number: numpy's {@code nanmean}. */
    double mean(Structure structure, ToDoubleFunction<LabelScore> measure) {
        double[] values = cases.stream()
                .mapToDouble(score -> measure.applyAsDouble(score.of(structure)))
                .toArray();
        long numbers =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
        double[] summands = Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? 0 : value)
                .toArray();
        return numbers == 0 ? Double.NaN : PairwiseSum.of(summands) / numbers;
    }

    /** The mean over structures of their means; one without any number makes it NaN, as in nnU-Net's summaries. */
    double mean(ToDoubleFunction<LabelScore> measure) {
        double[] means = structures().stream()
                .mapToDouble(structure -> mean(structure, measure))
                .toArray();
        return means.length == 0 ? Double.NaN : PairwiseSum.of(means) / means.length;
    }
}
