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

    /** How far apart the corners of two grids may lie and still count as one, in voxels: headers round to float32. */
    private static final double CORNER_TOLERANCE_VOXELS = 0.1;

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

    /**
     * Whether another grid has the same voxels at the same places. Files round positions, each in its own way, so the
     * corners may lie up to a tenth of a voxel apart.
     */
    public boolean coincidesWith(Geometry other) {
        double tolerance = CORNER_TOLERANCE_VOXELS * Math.min(spacing.x(), Math.min(spacing.y(), spacing.z()));
        for (int corner = 0; corner < 8 && size.equals(other.size); corner++) {
            double x = (corner & 1) * (size.x() - 1.0);
            double y = (corner >> 1 & 1) * (size.y() - 1.0);
            double z = (corner >> 2) * (size.z() - 1.0);
            if (!(position(x, y, z).plus(-1, other.position(x, y, z)).length() <= tolerance)) {
                return false;
            }
        }
        return size.equals(other.size);
    }

    /** In which parts this grid differs from the one that was expected, with which it does not coincide. */
    public GridDifference differenceFrom(Geometry expected) {
        return GridDifference.of(this, expected);
    }
}
