package org.bactrian.phantom;

import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;

/**
 * The ways in which files store a scan: each letter says to which side of the patient an axis points (Right or Left,
 * Anterior or Posterior, Superior or Inferior).
 */
enum Orientation {
    /** The axes of patient space. */
    RAS,
    /** The axes of DICOM. */
    LPS,
    RPI,
    LAS,
    /** Slices first, as KiTS stores them. */
    IPL;

    private static final String POSITIVE = "RAS";
    private static final String NEGATIVE = "LPI";

    /** The grid of the same voxels, stored in this orientation. */
    Geometry reorder(Geometry ras) {
        double[] first = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            int patientAxis = patientAxis(axis);
            first[patientAxis] = isReversed(axis) ? ras.size().along(patientAxis) - 1 : 0;
        }
        return new Geometry(
                new Index3(
                        ras.size().along(patientAxis(0)),
                        ras.size().along(patientAxis(1)),
                        ras.size().along(patientAxis(2))),
                new Spacing(
                        ras.spacing().along(patientAxis(0)),
                        ras.spacing().along(patientAxis(1)),
                        ras.spacing().along(patientAxis(2))),
                ras.position(first[0], first[1], first[2]),
                new Direction(unit(0), unit(1), unit(2)));
    }

    /** The place in memory of a voxel that lies at (x, y, z) of the RAS grid. */
    int index(Geometry reordered, int x, int y, int z) {
        Index3 size = reordered.size();
        return stored(0, size, x, y, z) + size.x() * (stored(1, size, x, y, z) + size.y() * stored(2, size, x, y, z));
    }

    private int stored(int axis, Index3 size, int x, int y, int z) {
        int place = new Index3(x, y, z).along(patientAxis(axis));
        return isReversed(axis) ? size.along(axis) - 1 - place : place;
    }

    private int patientAxis(int axis) {
        char letter = name().charAt(axis);
        return Math.max(POSITIVE.indexOf(letter), NEGATIVE.indexOf(letter));
    }

    private boolean isReversed(int axis) {
        return NEGATIVE.indexOf(name().charAt(axis)) >= 0;
    }

    private Vector3 unit(int axis) {
        double sign = isReversed(axis) ? -1 : 1;
        int patientAxis = patientAxis(axis);
        return new Vector3(patientAxis == 0 ? sign : 0, patientAxis == 1 ? sign : 0, patientAxis == 2 ? sign : 0);
    }
}
