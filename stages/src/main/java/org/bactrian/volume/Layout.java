package org.bactrian.volume;

/**
 * How the axes of a grid run through memory.
 *
 * @param start where voxel (0, 0, 0) lies
 * @param strideX from a voxel to its neighbour along x; negative where the axis runs backwards
 * @param strideY the same along y
 * @param strideZ the same along z
 */
public record Layout(int start, int strideX, int strideY, int strideZ) {

    /** Voxels one after the other, x fastest, then y. */
    public static Layout dense(Index3 size) {
        return new Layout(0, 1, size.x(), Math.multiplyExact(size.x(), size.y()));
    }

    /** Where a voxel lies. */
    public int at(int x, int y, int z) {
        return start + x * strideX + y * strideY + z * strideZ;
    }

    /** From a voxel to its neighbour along an axis: 0 for x, 1 for y, 2 for z. */
    public int along(int axis) {
        return switch (axis) {
            case 0 -> strideX;
            case 1 -> strideY;
            case 2 -> strideZ;
            default -> throw new IndexOutOfBoundsException("axis must be 0, 1 or 2, got " + axis);
        };
    }

    /** The axis whose neighbours lie closest together; of equals the first. */
    public int fastestAxis() {
        int fastest = 0;
        for (int axis = 1; axis < 3; axis++) {
            if (Math.abs(along(axis)) < Math.abs(along(fastest))) {
                fastest = axis;
            }
        }
        return fastest;
    }

    /** Refuses a grid that would reach out of the memory. */
    void requireInside(Index3 size, int length) {
        long lowest = start;
        long highest = start;
        for (int axis = 0; axis < 3; axis++) {
            long reach = (size.along(axis) - 1L) * along(axis);
            lowest += Math.min(0, reach);
            highest += Math.max(0, reach);
        }
        if (lowest < 0 || highest >= length) {
            throw new IllegalArgumentException(
                    "a grid of %s needs voxels %d to %d, got %d".formatted(size, lowest, highest, length));
        }
    }
}
