package org.bactrian.stage.measure;

/** A side of the patient, not of the picture. */
enum Side {
    LEFT,
    RIGHT;

    /** The side of a position given as millimetres to the right of the midline. */
    static Side of(double mmRightOfMidline) {
        return mmRightOfMidline > 0 ? RIGHT : LEFT;
    }
}
