package org.bactrian.nifti;

/**
 * The line that turns stored numbers into intensities: {@code slope * stored + intercept}.
 *
 * @param slope never zero
 */
public record Scaling(double slope, double intercept) {

    /** Stored numbers are the intensities. */
    public static final Scaling NONE = new Scaling(1, 0);

    double apply(double stored) {
        return slope * stored + intercept;
    }
}
