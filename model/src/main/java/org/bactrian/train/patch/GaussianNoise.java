package org.bactrian.train.patch;

import java.util.random.RandomGenerator;

/**
 * Adds independent Gaussian noise to every intensity.
 *
 * @param probability of striking a patch
 * @param largestDeviation the noise's standard deviation is drawn from 0 to this, in units of normalised intensity
 */
record GaussianNoise(double probability, double largestDeviation) implements Augmentation {

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        if (!Chance.strikes(probability, random)) {
            return patch;
        }
        double deviation = Chance.between(0, largestDeviation, random);
        return patch.changed((image, start, end) -> {
            for (int i = start; i < end; i++) {
                image[i] += (float) (deviation * random.nextGaussian());
            }
        });
    }
}
