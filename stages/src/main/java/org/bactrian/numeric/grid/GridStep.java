package org.bactrian.numeric.grid;

import org.bactrian.volume.Geometry;
import org.bactrian.volume.Vector3;

/**
 * The step from a given grid to a wanted one, axis by axis of the wanted grid. There is one only where the axes of both
 * run along each other.
 */
record GridStep(AxisStep x, AxisStep y, AxisStep z) {

    /**
     * Finds the step.
     *
     * @throws IllegalArgumentException where one grid is rotated or sheared against the other
     */
    static GridStep between(Geometry given, Geometry wanted) {
        return new GridStep(axis(given, wanted, 0), axis(given, wanted, 1), axis(given, wanted, 2));
    }

    AxisStep along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            default -> z;
        };
    }

    private static AxisStep axis(Geometry given, Geometry wanted, int axis) {
        int size = wanted.size().along(axis);
        double[] step = solve(
                given, wanted.direction().along(axis).times(wanted.spacing().along(axis)));
        int along = 0;
        for (int k = 1; k < 3; k++) {
            along = Math.abs(step[k]) > Math.abs(step[along]) ? k : along;
        }
        for (int k = 0; k < 3; k++) {
            if (k != along && Math.abs(step[k]) * size > AxisStep.FIT_TOLERANCE) {
                throw new IllegalArgumentException(
                        "grids that are rotated or sheared against each other cannot be brought together axis by axis:"
                                + " axis %d of %s drifts by %.3g voxels across axis %d of %s"
                                        .formatted(axis, wanted, step[k] * size, k, given));
            }
        }
        double offset = solve(given, wanted.origin().plus(-1, given.origin()))[along];
        return new AxisStep(along, step[along], offset, given.size().along(along), size);
    }

    /** A displacement in millimetres as voxels along the axes of a grid, by Cramer's rule. */
    private static double[] solve(Geometry grid, Vector3 millimetres) {
        Vector3[] axes = new Vector3[3];
        for (int k = 0; k < 3; k++) {
            axes[k] = grid.direction().along(k).times(grid.spacing().along(k));
        }
        double volume = axes[0].dot(cross(axes[1], axes[2]));
        return new double[] {
            millimetres.dot(cross(axes[1], axes[2])) / volume,
            millimetres.dot(cross(axes[2], axes[0])) / volume,
            millimetres.dot(cross(axes[0], axes[1])) / volume
        };
    }

    private static Vector3 cross(Vector3 a, Vector3 b) {
        return new Vector3(a.y() * b.z() - a.z() * b.y(), a.z() * b.x() - a.x() * b.z(), a.x() * b.y() - a.y() * b.x());
    }
}
