package org.bactrian.train.patch;

import java.util.random.RandomGenerator;

/** Draws that several augmentations share. */
final class Chance {

    private Chance() {}

    static boolean strikes(double probability, RandomGenerator random) {
        return random.nextDouble() < probability;
    }

    static double between(double low, double high, RandomGenerator random) {
        return low + (high - low) * random.nextDouble();
    }

    /** A factor that weakens as often as it strengthens: half the draws lie below one, however long either side is. */
    static double factor(double low, double high, RandomGenerator random) {
        return low < 1 && random.nextBoolean() ? between(low, 1, random) : between(Math.max(low, 1), high, random);
    }
}
