package org.bactrian.train;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.train.dataset.Fold;
import org.bactrian.unet.program.TrainingRules;

/**
 * How a network is trained.
 *
 * @param epochs 1 or more
 * @param batchesPerEpoch steps of an epoch, 1 or more
 * @param validationBatches batches without learning that end an epoch, 1 or more
 * @param batchSize patches of a batch, 1 or more
 * @param learningRate of the first epoch, positive; it falls as {@code (1 - epoch / epochs) ^ decayExponent}
 * @param decayExponent 0 (no decay) or more
 * @param foregroundShare of a batch's patches, at least, that are forced to hold foreground; 1/3 to 1
 * @param rules of a single step
 * @param seed of everything random
 * @param fold the cases held out
 */
public record TrainingPlan(
        int epochs,
        int batchesPerEpoch,
        int validationBatches,
        int batchSize,
        double learningRate,
        double decayExponent,
        double foregroundShare,
        TrainingRules rules,
        long seed,
        Fold fold) {

    /** Refuses bad values with an {@link IllegalArgumentException} that lists them all. */
    public TrainingPlan {
        List<String> problems = new ArrayList<>();
        requirePositive("epochs", epochs, problems);
        requirePositive("batchesPerEpoch", batchesPerEpoch, problems);
        requirePositive("validationBatches", validationBatches, problems);
        requirePositive("batchSize", batchSize, problems);
        if (!(learningRate > 0 && Double.isFinite(learningRate))) {
            problems.add("learningRate must be positive, got " + learningRate);
        }
        if (!(decayExponent >= 0 && Double.isFinite(decayExponent))) {
            problems.add("decayExponent must be 0 or more, got " + decayExponent);
        }
        if (!(foregroundShare >= 1 / 3.0 && foregroundShare <= 1)) {
            problems.add("foregroundShare must be 1/3 to 1, got " + foregroundShare);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("bad training plan: " + String.join("; ", problems));
        }
    }

    /** nnU-Net's plan for a network with this many heads. */
    public static TrainingPlan nnUNet(int heads) {
        return new TrainingPlan(1000, 250, 50, 2, 0.01, 0.9, 1 / 3.0, TrainingRules.standard(heads), 0, Fold.of(0));
    }

    /** The learning rate of an epoch, counted from 0. */
    public double learningRate(int epoch) {
        return learningRate * Math.pow(1 - (double) epoch / epochs, decayExponent);
    }

    /** The same with other lengths: of the training in epochs, of an epoch in batches. */
    public TrainingPlan lasting(int otherEpochs, int otherBatches) {
        return new TrainingPlan(
                otherEpochs,
                otherBatches,
                validationBatches,
                batchSize,
                learningRate,
                decayExponent,
                foregroundShare,
                rules,
                seed,
                fold);
    }

    /** The same with another seed. */
    public TrainingPlan seeded(long otherSeed) {
        return new TrainingPlan(
                epochs,
                batchesPerEpoch,
                validationBatches,
                batchSize,
                learningRate,
                decayExponent,
                foregroundShare,
                rules,
                otherSeed,
                fold);
    }

    /** The same with other cases held out. */
    public TrainingPlan holdingOut(Fold otherFold) {
        return new TrainingPlan(
                epochs,
                batchesPerEpoch,
                validationBatches,
                batchSize,
                learningRate,
                decayExponent,
                foregroundShare,
                rules,
                seed,
                otherFold);
    }

    private static void requirePositive(String name, int value, List<String> problems) {
        if (value < 1) {
            problems.add("%s must be 1 or more, got %d".formatted(name, value));
        }
    }
}
