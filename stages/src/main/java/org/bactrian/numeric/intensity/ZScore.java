package org.bactrian.numeric.intensity;

/**
 * A clipping range and the numbers of a z-score, in the unit of the image (Hounsfield units for CT).
 *
 * @param lower intensities below become this
 * @param upper intensities above become this
 * @param mean subtracted after clipping
 * @param standardDeviation divides what remains
 */
public record ZScore(double lower, double upper, double mean, double standardDeviation) {

    public ZScore {
        if (!(lower < upper) || !Double.isFinite(lower + upper)) {
            throw new IllegalArgumentException(
                    "lower and upper must be finite, lower first, got %s and %s".formatted(lower, upper));
        }
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException("mean must be finite, got " + mean);
        }
        if (!(standardDeviation > 0 && Double.isFinite(standardDeviation))) {
            throw new IllegalArgumentException("standardDeviation must be positive, got " + standardDeviation);
        }
    }
}
