package org.bactrian.volume;

import java.util.Locale;

/** Distance between voxel centres along each axis, in millimetres; every component is positive and finite. */
public record Spacing(double x, double y, double z) {

    public Spacing {
        if (!(x > 0 && y > 0 && z > 0 && Double.isFinite(x + y + z))) {
            throw new IllegalArgumentException(
                    "spacing must be positive and finite, got %s x %s x %s mm".formatted(x, y, z));
        }
    }

    /** The component along an axis in millimetres: 0 for x, 1 for y, 2 for z. */
    public double along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IndexOutOfBoundsException("axis must be 0, 1 or 2, got " + axis);
        };
    }

    /** The volume of one voxel in cubic millimetres. */
    public double voxelVolumeMm3() {
        return x * y * z;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4g x %.4g x %.4g mm", x, y, z);
    }
}
