package org.bactrian.train.patch;

import java.util.random.RandomGenerator;

/**
 * Raises the intensities of each channel, scaled to 0..1, to a power, and gives them back the mean and deviation they
 * had.
 *
 * @param probability of striking a patch
 * @param weakest smallest power
 * @param strongest largest power
 * @param inverted whether bright and dark change roles meanwhile
 */
record Gamma(double probability, double weakest, double strongest, boolean inverted) implements Augmentation {

    /** A range below this counts as this: a patch of one intensity stays as it is. */
    private static final double SMALLEST_RANGE = 1e-7;

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        if (!Chance.strikes(probability, random)) {
            return patch;
        }
        return patch.changed(
                (image, start, end) -> raise(image, start, end, Chance.factor(weakest, strongest, random), inverted));
    }

    static void raise(float[] image, int start, int end, double power, boolean inverted) {
        Moments before = Moments.of(image, start, end);
        double range = Math.max(before.largest() - (double) before.smallest(), SMALLEST_RANGE);
        for (int i = start; i < end; i++) {
            double part = inverted ? (before.largest() - image[i]) / range : (image[i] - before.smallest()) / range;
            double raised = Math.pow(part, power) * range;
            image[i] = (float) (inverted ? before.largest() - raised : before.smallest() + raised);
        }
        restore(image, start, end, before);
    }

    private static void restore(float[] image, int start, int end, Moments wanted) {
        Moments now = Moments.of(image, start, end);
        double scale = wanted.deviation() / Math.max(now.deviation(), SMALLEST_RANGE);
        for (int i = start; i < end; i++) {
            image[i] = (float) ((image[i] - now.mean()) * scale + wanted.mean());
        }
    }
}
