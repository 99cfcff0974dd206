package org.bactrian.phantom;

import org.bactrian.volume.Vector3;

/** A tumour or a cyst of a kidney. */
record Lesion(Vector3 center, double radius, Part part) {

    /** Whether a ball would come nearer than a gap. */
    boolean crowds(Vector3 otherCenter, double otherRadius, double gap) {
        return center.plus(-1, otherCenter).length() < radius + otherRadius + gap;
    }
}
