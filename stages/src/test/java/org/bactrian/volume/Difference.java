package org.bactrian.volume;

/** Compares large arrays at once; a failing list of a million elements would take minutes to print. */
public final class Difference {

    private Difference() {}

    /** The largest difference of elements at the same place; infinite where only one of two is a number. */
    public static double largest(float[] actual, float[] expected) {
        if (actual.length != expected.length) {
            throw new AssertionError("expected %d elements, got %d".formatted(expected.length, actual.length));
        }
        double largest = 0;
        for (int i = 0; i < actual.length; i++) {
            double difference = Math.abs((double) actual[i] - expected[i]);
            largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
        }
        return largest;
    }
}
