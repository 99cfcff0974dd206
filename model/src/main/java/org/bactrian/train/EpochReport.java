package org.bactrian.train;

import java.util.List;

/**
 * How an epoch went.
 *
 * @param epoch counted from 0
 * @param learningRate of its steps
 * @param trainLoss mean over its batches
 * @param validationLoss mean over its validation batches
 * @param pseudoDice for each label from 1 on; NaN where a label was neither predicted nor there
 * @param emaDice moving average of the mean pseudo Dice, which picks the best epoch
 * @param seconds it took, since it was resumed where it was stopped in between
 */
public record EpochReport(
        int epoch,
        double learningRate,
        double trainLoss,
        double validationLoss,
        List<Double> pseudoDice,
        double emaDice,
        double seconds) {

    public EpochReport {
        pseudoDice = List.copyOf(pseudoDice);
    }

    /** The mean of the pseudo Dice over the labels that have one; NaN where none has. */
    public double meanDice() {
        return mean(pseudoDice);
    }

    static double mean(List<Double> dice) {
        return dice.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
