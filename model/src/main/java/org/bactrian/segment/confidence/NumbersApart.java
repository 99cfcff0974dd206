package org.bactrian.segment.confidence;

import java.util.Locale;

/**
 * A number and the bound that it breaks, as texts that tell them apart: rounded, both can be the same.
 *
 * @param value such as {@code 0.2504}
 * @param bound with as many decimals
 */
record NumbersApart(String value, String bound) {

    /**
     * Writes two numbers that differ.
     *
     * @param decimals that suffice for a person, where they suffice to tell the numbers apart
     */
    static NumbersApart of(double value, double bound, int decimals) {
        int needed = decimals;
        while (value != bound && text(value, needed).equals(text(bound, needed))) {
            needed++;
        }
        return new NumbersApart(text(value, needed), text(bound, needed));
    }

    private static String text(double number, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }
}
