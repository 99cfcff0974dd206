package org.bactrian.segment;

/**
 * How a window slides over a scan.
 *
 * @param step the largest distance between neighbouring windows as a fraction of the patch, above 0 to 1; smaller is
 *     slower and smoother
 * @param mirror whether the network also sees every window flipped along the axes that its plan allows: a little better,
 *     two to eight times slower
 * @param localise whether a first look finds out where in the scan there is something to see, and only windows there are
 *     seen in full; where it is not sure, all are
 */
public record WindowSettings(double step, boolean mirror, boolean localise) {

    /** Windows overlap by half and are mirrored, as nnU-Net does. */
    public static final WindowSettings STANDARD = new WindowSettings(0.5, true);

    public WindowSettings {
        if (!(step > 0 && step <= 1)) {
            throw new IllegalArgumentException("step must be above 0 and at most 1, got " + step);
        }
    }

    /** Windows over the whole scan. */
    public WindowSettings(double step, boolean mirror) {
        this(step, mirror, false);
    }
}
