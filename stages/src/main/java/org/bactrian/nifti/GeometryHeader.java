package org.bactrian.nifti;

import java.nio.ByteOrder;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Vector3;

/** Makes the header of a grid that came from no file. */
final class GeometryHeader {

    private static final int LARGEST_NIFTI_1_SIZE = Short.MAX_VALUE;
    private static final int SPACE_AXES = 3;
    private static final int SCANNER_ANATOMY = 1;
    private static final int MILLIMETRES = 2;

    private GeometryHeader() {}

    /** A NIfTI-1 header, or NIfTI-2 where an axis is too long for it; placed by sform, whose axes may be oblique. */
    static NiftiHeader of(Geometry geometry) {
        HeaderBytes header = HeaderBytes.blank(version(geometry), ByteOrder.LITTLE_ENDIAN);
        header.put(Field.DIM, 0, SPACE_AXES);
        header.put(Field.PIXDIM, 0, 1);
        for (int axis = 1; axis < 8; axis++) {
            boolean inSpace = axis <= SPACE_AXES;
            header.put(Field.DIM, axis, inSpace ? geometry.size().along(axis - 1) : 1);
            header.put(Field.PIXDIM, axis, inSpace ? geometry.spacing().along(axis - 1) : 1);
        }
        header.put(Field.XYZT_UNITS, MILLIMETRES);
        header.put(Field.SFORM_CODE, SCANNER_ANATOMY);
        putMatrix(header, geometry);
        return new NiftiHeader(
                header,
                geometry,
                VoxelType.FLOAT32,
                Scaling.NONE,
                header.version().firstVoxelAt());
    }

    private static NiftiVersion version(Geometry geometry) {
        int longest = Math.max(
                geometry.size().x(),
                Math.max(geometry.size().y(), geometry.size().z()));
        return longest > LARGEST_NIFTI_1_SIZE ? NiftiVersion.NIFTI_2 : NiftiVersion.NIFTI_1;
    }

    private static void putMatrix(HeaderBytes header, Geometry geometry) {
        for (int axis = 0; axis < SPACE_AXES; axis++) {
            putColumn(
                    header,
                    axis,
                    geometry.direction().along(axis),
                    geometry.spacing().along(axis));
        }
        putColumn(header, SPACE_AXES, geometry.origin(), 1);
    }

    private static void putColumn(HeaderBytes header, int column, Vector3 vector, double factor) {
        header.put(Field.SROW, column, vector.x() * factor);
        header.put(Field.SROW, 4 + column, vector.y() * factor);
        header.put(Field.SROW, 8 + column, vector.z() * factor);
    }
}
