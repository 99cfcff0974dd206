package org.bactrian.segment;

/**
 * How a window slides over a scan.
 *
 * @param step the largest distance between neighbouring windows as a fraction of the patch, above 0 to 1; smaller is
 *     slower and smoother
 * @param mirror whether the network also sees every window flipped along the axes that its plan allows: a little better,
 *     two to eight times slower
 */
public record WindowSettings(double step, boolean mirror) {

    /** Windows overlap by half and are mirrored, as nnU-Net does. */
    public static final WindowSettings STANDARD = new WindowSettings(0.5, true);

    public WindowSettings {
        if (!(step > 0 && step <= 1)) {
            throw new IllegalArgumentException("step must be above 0 and at most 1, got " + step);
        }
    }
}
