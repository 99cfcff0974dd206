package org.bactrian.nifti;

/** Which fields of a header say where its grid lies in the patient; the standard's order of precedence. */
public enum Placement {
    /** A matrix: {@code srow_x, srow_y, srow_z}. */
    SFORM,
    /** A rotation and an offset: {@code quatern_b .. qoffset_z}. */
    QFORM,
    /** Nothing: the grid starts at the origin with axes along Right, Anterior, Superior. */
    NONE;

    static Placement of(HeaderBytes header) {
        if (header.get(Field.SFORM_CODE) > 0) {
            return SFORM;
        }
        return header.get(Field.QFORM_CODE) > 0 ? QFORM : NONE;
    }
}
