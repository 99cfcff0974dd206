package org.bactrian.train.patch;

/**
 * The mean, spread and range of intensities.
 *
 * @param deviation the standard deviation with {@code n - 1} below, as torch computes it; 0 for a single value
 */
record Moments(double mean, double deviation, float smallest, float largest) {

    static Moments of(float[] image, int start, int end) {
        double sum = 0;
        float smallest = image[start];
        float largest = image[start];
        for (int i = start; i < end; i++) {
            sum += image[i];
            smallest = Math.min(smallest, image[i]);
            largest = Math.max(largest, image[i]);
        }
        double mean = sum / (end - start);
        double squares = 0;
        for (int i = start; i < end; i++) {
            double away = image[i] - mean;
            squares += away * away;
        }
        return new Moments(mean, Math.sqrt(squares / Math.max(1, end - start - 1)), smallest, largest);
    }
}
