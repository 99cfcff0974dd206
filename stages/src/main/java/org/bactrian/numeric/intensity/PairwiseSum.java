package org.bactrian.numeric.intensity;

/**
 * Sums numbers in the order in which numpy adds a contiguous array, so that means equal its means to the last bit: eight
 * accumulators in blocks of up to 128 numbers, and halves of longer arrays added up (pairwise summation: Higham, "The
 * accuracy of floating point summation", SIAM J. Sci. Comput. 14(4), 1993).
 */
public final class PairwiseSum {

    private static final int LANES = 8;
    private static final int BLOCK = 128;

    private PairwiseSum() {}

    /** The sum; 0 for no numbers. */
    public static double of(double[] numbers) {
        return of(numbers, 0, numbers.length);
    }

    private static double of(double[] numbers, int from, int count) {
        if (count < LANES) {
            double sum = 0;
            for (int i = from; i < from + count; i++) {
                sum += numbers[i];
            }
            return sum;
        }
        if (count <= BLOCK) {
            return block(numbers, from, count);
        }
        int half = count / 2 - count / 2 % LANES;
        return of(numbers, from, half) + of(numbers, from + half, count - half);
    }

    private static double block(double[] numbers, int from, int count) {
        double[] lanes = new double[LANES];
        int whole = count - count % LANES;
        for (int i = 0; i < whole; i++) {
            lanes[i % LANES] += numbers[from + i];
        }
        double sum = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
        for (int i = whole; i < count; i++) {
            sum += numbers[from + i];
        }
        return sum;
    }
}
