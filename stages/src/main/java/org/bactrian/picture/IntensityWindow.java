package org.bactrian.picture;

/**
 * A range of Hounsfield units shown from black to white.
 *
 * @param level the middle of the range
 * @param width the length of the range, positive
 */
public record IntensityWindow(double level, double width) {

    /** The usual window for abdominal organs. */
    public static final IntensityWindow ABDOMEN = new IntensityWindow(40, 400);

    private static final int WHITE = 255;

    public IntensityWindow {
        if (!(width > 0)) {
            throw new IllegalArgumentException("the width of an intensity window must be positive, got " + width);
        }
    }

    /** The grey of an intensity, 0 for black to 255 for white. */
    int grey(double intensity) {
        double share = (intensity - level) / width + 0.5;
        return (int) Math.round(WHITE * Math.max(0, Math.min(1, share)));
    }
}
