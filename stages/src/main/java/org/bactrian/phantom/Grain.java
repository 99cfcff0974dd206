package org.bactrian.phantom;

import org.bactrian.volume.Vector3;

/**
 * Smooth noise at one scale: the texture of a tissue or the unevenness of a surface.
 *
 * @param perMm lattice cells a millimetre
 * @param shift where on the lattice this grain looks
 */
record Grain(Lattice lattice, double perMm, Vector3 shift) {

    /** The noise at a position in millimetres, in [-1, 1]. */
    double at(double x, double y, double z) {
        return lattice.at(x * perMm + shift.x(), y * perMm + shift.y(), z * perMm + shift.z());
    }
}
