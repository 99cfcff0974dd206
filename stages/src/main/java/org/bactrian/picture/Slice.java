package org.bactrian.picture;

import org.bactrian.numeric.grid.AxisOrder;
import org.bactrian.numeric.spline.Strides3;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Vector3;

/** One slice of a grid as columns and rows of a picture: where each voxel lies in memory, and in millimetres. */
final class Slice {

    private static final int COLUMN = 0;
    private static final int ROW = 1;
    private static final int ACROSS = 2;

    private final Geometry grid;
    private final AxisOrder order;
    private final int index;
    private final int base;
    private final int columnStride;
    private final int rowStride;

    /**
     * A slice.
     *
     * @param index counts along the grid's axis across the plane
     */
    Slice(Geometry grid, Plane plane, int index) {
        if (index < 0 || index >= plane.slices(grid)) {
            throw new IndexOutOfBoundsException(
                    "slice must be 0 to %d, got %d".formatted(plane.slices(grid) - 1, index));
        }
        this.grid = grid;
        this.order = plane.order(grid);
        this.index = index;
        this.columnStride = stride(COLUMN);
        this.rowStride = stride(ROW);
        this.base = index * Strides3.of(grid.size()).along(order.along(ACROSS).axis())
                + (columnStride < 0 ? -columnStride * (columns() - 1) : 0)
                + (rowStride < 0 ? -rowStride * (rows() - 1) : 0);
    }

    int columns() {
        return size(COLUMN);
    }

    int rows() {
        return size(ROW);
    }

    double widthMm() {
        return columns() * grid.spacing().along(order.along(COLUMN).axis());
    }

    double heightMm() {
        return rows() * grid.spacing().along(order.along(ROW).axis());
    }

    /** Where a voxel lies in memory. */
    int at(int column, int row) {
        return base + column * columnStride + row * rowStride;
    }

    /** The patient position of the slice's middle. */
    Vector3 middle() {
        double[] voxel = new double[3];
        for (int axis = 0; axis < voxel.length; axis++) {
            voxel[axis] = (grid.size().along(axis) - 1) / 2.0;
        }
        voxel[order.along(ACROSS).axis()] = index;
        return grid.position(voxel[0], voxel[1], voxel[2]);
    }

    private int size(int pictureAxis) {
        return grid.size().along(order.along(pictureAxis).axis());
    }

    private int stride(int pictureAxis) {
        AxisOrder.Turned turned = order.along(pictureAxis);
        int stride = Strides3.of(grid.size()).along(turned.axis());
        return turned.flipped() ? -stride : stride;
    }
}
