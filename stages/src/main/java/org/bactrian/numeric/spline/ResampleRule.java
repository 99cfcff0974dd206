package org.bactrian.numeric.spline;

import java.util.OptionalInt;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;

/**
 * How a grid is to be resized.
 *
 * @param size voxels along x, y, z afterwards
 * @param separateAxis the axis along which the nearest slice is taken, if slices lie far apart: 0 for x, 1 for y, 2 for z
 */
public record ResampleRule(Index3 size, OptionalInt separateAxis) {

    /** All three axes together. */
    public static ResampleRule joint(Index3 size) {
        return new ResampleRule(size, OptionalInt.empty());
    }

    /**
     * nnU-Net's rule for a spacing in millimetres: {@code size * spacing / target} rounded half to even, at least one
     * voxel, and its separate-z decision.
     *
     * @throws ArithmeticException when an axis would need more voxels than an int counts
     */
    public static ResampleRule of(Geometry grid, Spacing spacingMm) {
        Index3 size = new Index3(voxels(grid, spacingMm, 0), voxels(grid, spacingMm, 1), voxels(grid, spacingMm, 2));
        return new ResampleRule(size, SeparateZ.axis(grid.spacing(), spacingMm));
    }

    private static int voxels(Geometry grid, Spacing target, int axis) {
        // In this order: another one differs in the last bit and, at a half, in the size.
        double exact =
                grid.spacing().along(axis) / target.along(axis) * grid.size().along(axis);
        if (exact > Integer.MAX_VALUE) {
            throw new ArithmeticException("axis %d would need %.0f voxels".formatted(axis, exact));
        }
        return Math.max(1, (int) Math.rint(exact));
    }

    /** The order to use along an axis when {@code inPlane} is the order wanted. */
    SplineOrder along(int axis, SplineOrder inPlane) {
        return separateAxis.isPresent() && separateAxis.getAsInt() == axis ? SplineOrder.NEAREST : inPlane;
    }
}
