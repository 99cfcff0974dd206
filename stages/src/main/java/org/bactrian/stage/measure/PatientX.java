package org.bactrian.stage.measure;

import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Vector3;

/** How far to the patient's right a voxel lies, by its place in memory; millimetres. */
record PatientX(Geometry grid) {

    double of(int at) {
        Index3 voxel = grid.size().voxelAt(at);
        return grid.position(voxel.x(), voxel.y(), voxel.z()).x();
    }

    /** The middle of the field of view. */
    double middle() {
        Vector3 middle = grid.position(
                0.5 * (grid.size().x() - 1),
                0.5 * (grid.size().y() - 1),
                0.5 * (grid.size().z() - 1));
        return middle.x();
    }
}
