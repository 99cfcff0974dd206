package org.bactrian.evaluate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import org.bactrian.numeric.distance.Foreground;
import org.bactrian.numeric.distance.SurfaceDistances;
import org.bactrian.numeric.spline.Lines;

/**
 * The scores of the KiTS challenges for one case. KiTS19 ({@code starter_code/evaluation.py} in {@code neheller/kits19})
 * takes every label above 0 for kidney and above 1 for tumour, and a structure that neither map holds scores 0. KiTS21 and
 * KiTS23 ({@code kits23/evaluation/metrics.py} in {@code neheller/kits23}) score hierarchical classes by Dice and surface
 * Dice; a class that neither map holds scores 1, one that a single map holds 0.
 *
 * @param kidneyDice KiTS19's Dice of kidney with tumour
 * @param tumourDice KiTS19's Dice of tumour
 * @param classes the scores of the hierarchical classes
 */
public record KitsScore(double kidneyDice, double tumourDice, Map<KitsClass, ClassScore> classes) {

    /** Dice and surface Dice of a hierarchical class, 0 to 1. */
    public record ClassScore(double dice, double surfaceDice) {}

    public KitsScore {
        classes = Map.copyOf(classes);
    }

    /** KiTS19's ranking score of a case: the mean of both Dice. */
    public double composite() {
        return (kidneyDice + tumourDice) / 2;
    }

    /** The score of a hierarchical class. */
    public ClassScore of(KitsClass kitsClass) {
        ClassScore score = classes.get(kitsClass);
        if (score == null) {
            throw new IllegalArgumentException(kitsClass.label() + " was not scored");
        }
        return score;
    }

    static KitsScore of(LabelPairs voxels, Foreground prediction, Foreground reference, Lines lines) {
        Map<KitsClass, ClassScore> classes = new EnumMap<>(KitsClass.class);
        for (KitsClass kitsClass : KitsClass.values()) {
            classes.put(kitsClass, score(kitsClass, voxels, prediction, reference, lines));
        }
        return new KitsScore(diceAbove(0, voxels), diceAbove(1, voxels), classes);
    }

    private static ClassScore score(
            KitsClass kitsClass, LabelPairs voxels, Foreground prediction, Foreground reference, Lines lines) {
        LabelScore overlap = voxels.score(kitsClass.structure(), OptionalInt.empty());
        if (overlap.predicted() == 0 || overlap.reference() == 0) {
            double score = overlap.predicted() == overlap.reference() ? 1 : 0;
            return new ClassScore(score, score);
        }
        SurfaceDistances surfaces =
                SurfaceDistances.between(prediction, reference, kitsClass.structure()::holds, lines);
        return new ClassScore(overlap.dice(), surfaces.diceAt(kitsClass.toleranceMm()));
    }

    private static double diceAbove(int least, LabelPairs voxels) {
        int[] labels = voxels.labels().stream()
                .mapToInt(label -> label)
                .filter(label -> label > least)
                .toArray();
        if (labels.length == 0) {
            return 0;
        }
        Structure structure = Structure.region(Arrays.stream(labels).boxed().toList());
        return voxels.score(structure, OptionalInt.empty()).dice();
    }
}
