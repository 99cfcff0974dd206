package org.bactrian.numeric.distance;

/**
 * The lower envelope of the parabolas {@code height(v) + (step (q - v))^2} over whole {@code v}: squared distances along a
 * line from squared distances across it. Felzenszwalb and Huttenlocher, "Distance transforms of sampled functions",
 * Theory of Computing 8, 2012, section 2.1; time grows with the length of the line. For one thread.
 */
final class LowerEnvelope {

    private final double stepSquared;
    private final int[] roots;
    private final double[] heights;
    private final double[] starts;
    private int count;

    /**
     * For lines of one spacing.
     *
     * @param step millimetres between neighbours
     */
    LowerEnvelope(int longest, double step) {
        this.stepSquared = step * step;
        this.roots = new int[longest];
        this.heights = new double[longest];
        this.starts = new double[longest];
    }

    /** Forgets all parabolas. */
    void clear() {
        count = 0;
    }

    /** Adds a parabola to the right of all others. */
    void add(int root, double height) {
        double start = Double.NEGATIVE_INFINITY;
        while (count > 0) {
            start = crossing(count - 1, root, height);
            if (start > starts[count - 1]) {
                break;
            }
            count--;
        }
        roots[count] = root;
        heights[count] = height;
        starts[count] = count == 0 ? Double.NEGATIVE_INFINITY : start;
        count++;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * Writes the envelope.
     *
     * @param squares the squares of whole steps, square millimetres: one for each place of the line
     * @param line where element 0 of the line lies at {@code base}
     */
    void write(double[] squares, double[] line, int base) {
        int lowest = 0;
        for (int q = 0; q < squares.length; q++) {
            while (lowest + 1 < count && starts[lowest + 1] < q) {
                lowest++;
            }
            line[base + q] = heights[lowest] + squares[Math.abs(q - roots[lowest])];
        }
    }

    /** Where a parabola further to the right becomes lower than one of the envelope. */
    private double crossing(int earlier, int root, double height) {
        int between = root - roots[earlier];
        double middle = 0.5 * ((double) root + roots[earlier]);
        return middle + (height - heights[earlier]) / (2 * stepSquared * between);
    }
}
