package org.bactrian.phantom;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random numbers that are the same on every machine and JDK: only the bits of {@link SplittableRandom}, whose algorithm
 * is specified, and exact arithmetic on them. Not for use by several threads.
 */
final class Chance {

    private static final double TO_UNIT = 0x1.0p-53;

    private final SplittableRandom bits;

    Chance(long seed) {
        bits = new SplittableRandom(seed);
    }

    /** The stream of one case of a data set; it does not depend on how many other cases there are. */
    static Chance ofCase(long seed, int index) {
        return new Chance(new SplittableRandom(seed).nextLong() + index);
    }

    /** A stream of its own, so that what one part draws leaves the others as they are. */
    Chance split() {
        return new Chance(bits.nextLong());
    }

    /** All 64 bits. */
    long bits() {
        return bits.nextLong();
    }

    /** Uniform in [low, high). */
    double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /** Uniform on a logarithmic scale in [low, high). */
    double logBetween(double low, double high) {
        return low * StrictMath.pow(high / low, unit());
    }

    /** A whole number in [low, high], both possible. */
    int whole(int low, int high) {
        return low + (int) (unit() * (high - low + 1));
    }

    /** True with a probability. */
    boolean happens(double probability) {
        return unit() < probability;
    }

    /** One of the values, each as likely. */
    double oneOf(List<Double> values) {
        return values.get(whole(0, values.size() - 1));
    }

    private double unit() {
        return (bits.nextLong() >>> 11) * TO_UNIT;
    }
}
