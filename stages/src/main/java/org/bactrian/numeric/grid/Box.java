package org.bactrian.numeric.grid;

import org.bactrian.numeric.spline.Strides3;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * A box of whole voxels inside a grid.
 *
 * @param start its first voxel
 * @param size voxels along x, y, z
 */
public record Box(Index3 start, Index3 size) {

    public Box {
        if (start.x() < 0 || start.y() < 0 || start.z() < 0 || size.x() < 1 || size.y() < 1 || size.z() < 1) {
            throw new IllegalArgumentException("no box starts at %s with %s voxels".formatted(start, size));
        }
    }

    /** This box with so many voxels more on every side, as far as a grid of the given size reaches. */
    public Box grown(int voxels, Index3 within) {
        Index3 first = new Index3(lower(start.x(), voxels), lower(start.y(), voxels), lower(start.z(), voxels));
        return new Box(
                first,
                new Index3(
                        upper(start.x() + size.x(), voxels, within.x()) - first.x(),
                        upper(start.y() + size.y(), voxels, within.y()) - first.y(),
                        upper(start.z() + size.z(), voxels, within.z()) - first.z()));
    }

    /** The grid of the box alone. */
    public Geometry of(Geometry grid) {
        return grid.subGrid(start, size);
    }

    /** The voxels in the box; they share the memory of the volume. */
    public Volume of(Volume volume) {
        requireInside(volume.geometry());
        return volume.view(of(volume.geometry()), start, new Index3(1, 0, 0), new Index3(0, 1, 0), new Index3(0, 0, 1));
    }

    /** A copy of the labels in the box. */
    public LabelMap of(LabelMap labels) {
        return view(labels.geometry()).of(labels);
    }

    private static int lower(int first, int voxels) {
        return Math.max(0, first - voxels);
    }

    private static int upper(int end, int voxels, int within) {
        return (int) Math.min(within, (long) end + voxels);
    }

    private void requireInside(Geometry grid) {
        for (int axis = 0; axis < 3; axis++) {
            if ((long) start.along(axis) + size.along(axis) > grid.size().along(axis)) {
                throw new IllegalArgumentException(
                        "a box of %s at %s reaches out of a grid of %s".formatted(size, start, grid.size()));
            }
        }
    }

    private VoxelView view(Geometry grid) {
        requireInside(grid);
        Strides3 strides = Strides3.of(grid.size());
        int base = start.x() + start.y() * strides.y() + start.z() * strides.z();
        return new VoxelView(of(grid), base, strides);
    }
}
