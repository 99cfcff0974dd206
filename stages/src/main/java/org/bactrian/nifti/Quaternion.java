package org.bactrian.nifti;

import java.util.List;
import org.bactrian.volume.Vector3;

/** A rotation as a unit quaternion {@code a + bi + cj + dk} with {@code a >= 0} (nifti1.h, method 2). */
record Quaternion(double a, double b, double c, double d) {

    /** The real part's square below which it is rounding, the rotation half a turn; nifti1_io.c has the same bound. */
    private static final double HALF_TURN = 1e-7;

    /** By how much rounding may make the squares of the three stored parts exceed one. */
    private static final double TOLERANCE = 1e-3;

    /**
     * From the three parts that a header stores.
     *
     * @throws IllegalArgumentException when they belong to no unit quaternion
     */
    static Quaternion of(double b, double c, double d) {
        double squared = b * b + c * c + d * d;
        if (!(squared < 1 + TOLERANCE)) {
            throw new IllegalArgumentException("(%s, %s, %s) is no part of a unit quaternion".formatted(b, c, d));
        }
        if (1 - squared >= HALF_TURN) {
            return new Quaternion(Math.sqrt(1 - squared), b, c, d);
        }
        double length = Math.sqrt(squared);
        return new Quaternion(0, b / length, c / length, d / length);
    }

    /** Where the three axes point. */
    List<Vector3> axes() {
        return List.of(
                new Vector3(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)),
                new Vector3(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)),
                new Vector3(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c));
    }
}
