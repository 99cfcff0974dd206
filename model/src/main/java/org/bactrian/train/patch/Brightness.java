package org.bactrian.train.patch;

import java.util.random.RandomGenerator;

/**
 * Multiplies the intensities of each channel by a factor of its own.
 *
 * @param probability of striking a patch
 * @param weakest smallest factor
 * @param strongest largest factor
 */
record Brightness(double probability, double weakest, double strongest) implements Augmentation {

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        if (!Chance.strikes(probability, random)) {
            return patch;
        }
        return patch.changed((image, start, end) -> {
            float factor = (float) Chance.factor(weakest, strongest, random);
            for (int i = start; i < end; i++) {
                image[i] *= factor;
            }
        });
    }
}
