package org.bactrian.volume;

/** A voxel position or a grid size; x varies fastest in memory. */
public record Index3(int x, int y, int z) {

    /** The component along an axis: 0 for x, 1 for y, 2 for z. */
    public int along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IndexOutOfBoundsException("axis must be 0, 1 or 2, got " + axis);
        };
    }

    /** The number of voxels of a grid of this size; a long, since 2000 x 2000 x 600 exceeds an int. */
    public long product() {
        return (long) x * y * z;
    }

    /** The voxel that lies at a position in memory of a grid of this size. */
    public Index3 voxelAt(int index) {
        return new Index3(index % x, index / x % y, index / x / y);
    }

    @Override
    public String toString() {
        return x + " x " + y + " x " + z;
    }
}
