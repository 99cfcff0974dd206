package org.bactrian.nifti;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;

/** Turns the geometry fields of an untrusted header into a {@link Geometry}. */
final class HeaderGeometry {

    /** The most voxels that an array holds on every JVM. */
    static final long MOST_VOXELS = Integer.MAX_VALUE - 16L;

    private static final int SPACE_AXES = 3;
    private static final int MOST_AXES = 7;

    /** No scanner samples so coarsely; a larger number is no spacing. */
    private static final double MOST_SPACING_MM = 10_000;

    /** How far apart slices are in files that hold one, in pixels: no file says so, and it is farther than any does. */
    private static final int PIXELS_APART = 999;

    /** How far sform and pixdim may disagree about a spacing, relatively: rounding is far below. */
    private static final double SPACING_TOLERANCE = 0.01;

    private final String file;
    private final HeaderBytes header;

    private HeaderGeometry(String file, HeaderBytes header) {
        this.file = file;
        this.header = header;
    }

    /**
     * The grid that a header describes.
     *
     * @param file the file name for messages
     * @throws BadCaseException when the fields describe no grid
     */
    static Geometry of(String file, HeaderBytes header) {
        return new HeaderGeometry(file, header).geometry();
    }

    private Geometry geometry() {
        int axes = axes();
        Index3 size = size(axes);
        Spacing spacing = spacing(axes);
        Geometry grid =
                switch (Placement.of(header)) {
                    case SFORM -> byMatrix(size, spacing);
                    case QFORM -> byRotation(size, spacing);
                    case NONE -> Geometry.of(size, spacing);
                };
        return axes < SPACE_AXES ? alone(grid) : grid;
    }

    /** A file of two axes is a slice that lies far from any other, as nnU-Net takes it. */
    private static Geometry alone(Geometry grid) {
        Spacing mm = grid.spacing();
        Spacing apart = new Spacing(mm.x(), mm.y(), PIXELS_APART * Math.max(mm.x(), mm.y()));
        return new Geometry(grid.size(), apart, grid.origin(), grid.direction());
    }

    private int axes() {
        double axes = header.get(Field.DIM, 0);
        if (!(axes >= 1 && axes <= MOST_AXES)) {
            throw bad("dim[0]", number(axes), "1 to 7 axes");
        }
        return (int) axes;
    }

    private Index3 size(int axes) {
        for (int axis = 1; axis <= axes; axis++) {
            double size = header.get(Field.DIM, axis);
            if (!(size >= 1 && size <= MOST_VOXELS)) {
                throw bad("dim[" + axis + "]", number(size), "a size of 1 to " + MOST_VOXELS);
            }
            if (axis > SPACE_AXES && size > 1) {
                throw bad("dim[" + axis + "]", number(size), "1: one volume a file, no series");
            }
        }
        Index3 size = new Index3(sizeAlong(1, axes), sizeAlong(2, axes), sizeAlong(3, axes));
        double voxels = (double) size.x() * size.y() * size.z(); // may exceed a long
        if (voxels > MOST_VOXELS) {
            throw bad("dim", size, "at most " + MOST_VOXELS + " voxels");
        }
        return size;
    }

    private int sizeAlong(int axis, int axes) {
        return axis <= axes ? (int) header.get(Field.DIM, axis) : 1;
    }

    private Spacing spacing(int axes) {
        return new Spacing(spacingAlong(1, axes), spacingAlong(2, axes), spacingAlong(3, axes));
    }

    private double spacingAlong(int axis, int axes) {
        double pixdim = header.get(Field.PIXDIM, axis);
        double spacingMm = pixdim * unitMm();
        if (spacingMm > 0 && spacingMm < MOST_SPACING_MM) {
            return spacingMm;
        }
        if (axis > axes) {
            return 1; // a flat file need not say how thick it is
        }
        throw bad("pixdim[" + axis + "]", number(pixdim), "a positive spacing");
    }

    /** Millimetres in the header's unit of length (metre, millimetre, micrometre); silence means millimetres. */
    private double unitMm() {
        return switch ((int) header.get(Field.XYZT_UNITS) & 7) {
            case 1 -> 1000;
            case 3 -> 0.001;
            default -> 1;
        };
    }

    private Geometry byMatrix(Index3 size, Spacing spacing) {
        List<Vector3> axes = new ArrayList<>();
        for (int axis = 0; axis < SPACE_AXES; axis++) {
            Vector3 column = column(axis);
            double length = column.length();
            if (!(Math.abs(length / spacing.along(axis) - 1) < SPACING_TOLERANCE)) {
                throw bad(
                        "length of srow column " + (axis + 1),
                        number(length),
                        "%s mm as in pixdim[%d]".formatted(number(spacing.along(axis)), axis + 1));
            }
            axes.add(new Vector3(column.x() / length, column.y() / length, column.z() / length));
        }
        return placed("srow", size, spacing, column(SPACE_AXES), axes);
    }

    private Vector3 column(int column) {
        return millimetres(Field.SROW, column, column + 4, column + 8);
    }

    private Geometry byRotation(Index3 size, Spacing spacing) {
        List<Vector3> axes;
        try {
            axes = Quaternion.of(
                            header.get(Field.QUATERN, 0), header.get(Field.QUATERN, 1), header.get(Field.QUATERN, 2))
                    .axes();
        } catch (IllegalArgumentException wrong) {
            throw bad("quatern", String.valueOf(wrong.getMessage()), "a rotation")
                    .because(wrong);
        }
        boolean mirrored = header.get(Field.PIXDIM, 0) < 0;
        Vector3 z = axes.get(2);
        Vector3 third = mirrored ? new Vector3(-z.x(), -z.y(), -z.z()) : z;
        return placed(
                "quatern",
                size,
                spacing,
                millimetres(Field.QOFFSET, 0, 1, 2),
                List.of(axes.get(0), axes.get(1), third));
    }

    private Vector3 millimetres(Field field, int x, int y, int z) {
        double unit = unitMm();
        return new Vector3(header.get(field, x) * unit, header.get(field, y) * unit, header.get(field, z) * unit);
    }

    private Geometry placed(String field, Index3 size, Spacing spacing, Vector3 origin, List<Vector3> axes) {
        if (!Double.isFinite(origin.length())) {
            throw bad("offset of the grid", origin, "a finite position");
        }
        try {
            return new Geometry(size, spacing, origin, new Direction(axes.get(0), axes.get(1), axes.get(2)));
        } catch (IllegalArgumentException flat) {
            throw bad(field, String.valueOf(flat.getMessage()), "three axes that span space")
                    .because(flat);
        }
    }

    private BadCaseException bad(String field, Object value, String expected) {
        return BadCaseException.of(file, field, value, expected);
    }

    /** Whole numbers without a decimal point, as the standard's integer fields are written. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
