package org.bactrian.cli.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A measure over cases.
 *
 * @param values one for each case; NaN where a case has none
 */
record Spread(List<Double> values) {

    static Spread of(List<Double> values) {
        return new Spread(List.copyOf(values));
    }

    /** Those that are finite, ascending. */
    double[] finite() {
        return values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }

    double mean() {
        return Arrays.stream(finite()).average().orElse(Double.NaN);
    }

    double median() {
        double[] sorted = finite();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least() {
        return Arrays.stream(finite()).min().orElse(Double.NaN);
    }

    double most() {
        return Arrays.stream(finite()).max().orElse(Double.NaN);
    }

    /** How many cases have an infinite value: only one of their label maps holds the structure. */
    long infinite() {
        return values.stream().filter(value -> Double.isInfinite(value)).count();
    }

    /** A number for people; a dash where there is none. */
    static String text(double value, int digits) {
        if (Double.isInfinite(value)) {
            return "inf";
        }
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
