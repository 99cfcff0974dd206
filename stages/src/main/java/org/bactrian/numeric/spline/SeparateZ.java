package org.bactrian.numeric.spline;

import java.util.OptionalInt;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Spacing;

/** nnU-Net's decision whether slices lie too far apart to interpolate between them. */
public final class SeparateZ {

    /** Above this ratio of the largest to the smallest spacing a grid is resampled slice by slice. */
    private static final double ANISOTROPY_THRESHOLD = 3;

    private SeparateZ() {}

    /**
     * The axis to keep separate when going from one spacing to another: the coarse axis of the first grid if that is
     * anisotropic, otherwise that of the second. None where two axes share the largest spacing.
     */
    public static OptionalInt axis(Spacing from, Spacing to) {
        return decide(from, to, new double[3]);
    }

    /** The coarse axis of a grid that is resampled slice by slice in any case; none where two axes share the spacing. */
    public static OptionalInt coarsestAxis(Spacing spacing) {
        return coarsest(spacing, new double[3]);
    }

    /**
     * The same for a grid that a resampling made, whose spacing differs from the one it was asked for by at most half a
     * voxel in its whole length: axes that were asked to be equal still count as equal.
     */
    public static OptionalInt axisFromResampled(Geometry from, Spacing to) {
        double[] tolerance = {
            0.5 / from.size().x(), 0.5 / from.size().y(), 0.5 / from.size().z()
        };
        return decide(from.spacing(), to, tolerance);
    }

    private static OptionalInt decide(Spacing from, Spacing to, double[] tolerance) {
        if (isAnisotropic(from)) {
            return coarsest(from, tolerance);
        }
        return isAnisotropic(to) ? coarsest(to, new double[3]) : OptionalInt.empty();
    }

    /** Whether the spacing along some axis is more than three times that along another. */
    public static boolean isAnisotropic(Spacing spacing) {
        double smallest = Math.min(spacing.x(), Math.min(spacing.y(), spacing.z()));
        return largest(spacing) / smallest > ANISOTROPY_THRESHOLD;
    }

    private static double largest(Spacing spacing) {
        return Math.max(spacing.x(), Math.max(spacing.y(), spacing.z()));
    }

    private static OptionalInt coarsest(Spacing spacing, double[] tolerance) {
        OptionalInt found = OptionalInt.empty();
        for (int axis = 0; axis < 3; axis++) {
            if (largest(spacing) / spacing.along(axis) - 1 <= tolerance[axis]) {
                if (found.isPresent()) {
                    return OptionalInt.empty();
                }
                found = OptionalInt.of(axis);
            }
        }
        return found;
    }
}
