package org.bactrian.train.patch;

import java.util.random.RandomGenerator;

/**
 * Spreads or narrows the intensities of each channel around their mean, within the range they had.
 *
 * @param probability of striking a patch
 * @param weakest smallest factor
 * @param strongest largest factor
 */
record Contrast(double probability, double weakest, double strongest) implements Augmentation {

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        if (!Chance.strikes(probability, random)) {
            return patch;
        }
        return patch.changed(
                (image, start, end) -> spread(image, start, end, Chance.factor(weakest, strongest, random)));
    }

    static void spread(float[] image, int start, int end, double factor) {
        Moments before = Moments.of(image, start, end);
        for (int i = start; i < end; i++) {
            double spread = (image[i] - before.mean()) * factor + before.mean();
            image[i] = (float) Math.max(before.smallest(), Math.min(before.largest(), spread));
        }
    }
}
