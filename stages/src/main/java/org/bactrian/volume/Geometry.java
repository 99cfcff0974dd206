package org.bactrian.volume;

/**
 * Where a voxel grid lies in patient space.
 *
 * @param size voxels along x, y, z; each at least one
 * @param spacing millimetres between voxel centres
 * @param origin the centre of voxel (0, 0, 0), millimetres, RAS+
 * @param direction the way each axis points
 */
public record Geometry(Index3 size, Spacing spacing, Vector3 origin, Direction direction) {

    public Geometry {
        if (size.x() < 1 || size.y() < 1 || size.z() < 1) {
            throw new IllegalArgumentException("a grid has at least one voxel along each axis, got " + size);
        }
    }

    /** A grid at the origin with axes along Right, Anterior, Superior. */
    public static Geometry of(Index3 size, Spacing spacing) {
        return new Geometry(size, spacing, new Vector3(0, 0, 0), Direction.RAS);
    }

    /** The patient position of a voxel; fractions lie between voxel centres. */
    public Vector3 position(double x, double y, double z) {
        return origin.plus(x * spacing.x(), direction.x())
                .plus(y * spacing.y(), direction.y())
                .plus(z * spacing.z(), direction.z());
    }

    /** The part of this grid that starts at a voxel and has the given size; same voxels, shifted origin. */
    public Geometry subGrid(Index3 start, Index3 subSize) {
        return new Geometry(subSize, spacing, position(start.x(), start.y(), start.z()), direction);
    }

    /**
     * The grid of another size that covers the same box: outer faces coincide. The spacing is the effective one,
     * {@code spacing * size / newSize}, and the origin moves by {@code (effective / spacing - 1) / 2} old voxels;
     * keeping a nominal spacing instead would shift labels against the image.
     */
    public Geometry resized(Index3 newSize) {
        double ratioX = (double) size.x() / newSize.x();
        double ratioY = (double) size.y() / newSize.y();
        double ratioZ = (double) size.z() / newSize.z();
        return new Geometry(
                newSize,
                new Spacing(spacing.x() * ratioX, spacing.y() * ratioY, spacing.z() * ratioZ),
                position((ratioX - 1) / 2, (ratioY - 1) / 2, (ratioZ - 1) / 2),
                direction);
    }
}
