package org.bactrian.unet.program;

import java.util.ArrayList;
import java.util.List;

/**
 * How one training step works: stochastic gradient descent with Nesterov momentum on the sum of soft Dice loss and
 * cross-entropy, at several resolutions at once (deep supervision).
 *
 * @param headWeights what the loss at each head counts, full resolution first; a head of weight 0 is not trained
 * @param momentum 0 to below 1
 * @param weightDecay added to the gradient per unit of weight, 0 or more
 * @param gradientNorm a longer gradient is shortened to this Euclidean norm; positive
 * @param diceSmoothing voxels added to numerator and denominator of the soft Dice, 0 or more
 */
public record TrainingRules(
        List<Double> headWeights, double momentum, double weightDecay, double gradientNorm, double diceSmoothing) {

    /** Refuses bad values with an {@link IllegalArgumentException} that lists them all. */
    public TrainingRules {
        headWeights = List.copyOf(headWeights);
        List<String> problems = new ArrayList<>();
        if (!headWeights.stream().allMatch(weight -> weight >= 0 && Double.isFinite(weight))
                || headWeights.stream().noneMatch(weight -> weight > 0)) {
            problems.add("headWeights must be 0 or more, and one of them positive, got " + headWeights);
        }
        if (!(momentum >= 0 && momentum < 1)) {
            problems.add("momentum must be 0 to below 1, got " + momentum);
        }
        if (!(weightDecay >= 0 && Double.isFinite(weightDecay))) {
            problems.add("weightDecay must be 0 or more, got " + weightDecay);
        }
        if (!(gradientNorm > 0 && Double.isFinite(gradientNorm))) {
            problems.add("gradientNorm must be positive, got " + gradientNorm);
        }
        if (!(diceSmoothing >= 0 && Double.isFinite(diceSmoothing))) {
            problems.add("diceSmoothing must be 0 or more, got " + diceSmoothing);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("bad training rules: " + String.join("; ", problems));
        }
    }

    /**
     * nnU-Net's rules for a network with this many heads: each head counts half of the one above, the coarsest nothing
     * (.53, .27, .13, .07, 0 for five heads); momentum 0.99, weight decay 3e-5, gradient norm 12, smoothing 1e-5.
     */
    public static TrainingRules standard(int heads) {
        List<Double> halving = new ArrayList<>();
        int trained = Math.max(heads - 1, 1);
        double sum = 2 - Math.pow(0.5, trained - 1);
        for (int head = 0; head < heads; head++) {
            halving.add(head < trained ? Math.pow(0.5, head) / sum : 0.0);
        }
        return new TrainingRules(halving, 0.99, 3e-5, 12, 1e-5);
    }
}
