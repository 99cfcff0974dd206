package org.bactrian.bench;

import java.util.List;

/**
 * Times of the same work.
 *
 * @param minimum what the work takes when nothing disturbs it: the number to compare
 * @param median what it takes usually
 * @param all every one, as measured
 */
public record Seconds(double minimum, double median, List<Double> all) {

    public Seconds {
        all = List.copyOf(all);
    }

    /**
     * Of at least one time; the median of an even number is the mean of the middle two.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Seconds of(List<Double> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no times");
        }
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Seconds(sorted[0], median, all);
    }
}
