package org.bactrian.picture;

import org.bactrian.numeric.grid.AxisOrder;
import org.bactrian.volume.Geometry;

/** A view of radiology. */
public enum Plane {
    /** Seen from the feet: the patient's right on the left, anterior up. */
    AXIAL("LPS"),
    /** Seen from the front: the patient's right on the left, superior up. */
    CORONAL("LIA"),
    /** Seen from the patient's left: anterior on the left, superior up. */
    SAGITTAL("PIL");

    private static final int COLUMNS = 0;
    private static final int ACROSS = 2;

    private final String letters;

    /** Takes the directions in which columns, rows and slices grow. */
    Plane(String letters) {
        this.letters = letters;
    }

    /** The axis of a grid that runs across the slices of this plane: 0 for x, 1 for y, 2 for z. */
    public int axis(Geometry grid) {
        return order(grid).along(ACROSS).axis();
    }

    /** The number of slices of a grid in this plane; they count as in the grid. */
    public int slices(Geometry grid) {
        return grid.size().along(axis(grid));
    }

    /** The letter of the direction that is on the left of the picture. */
    char left() {
        return letters.charAt(COLUMNS) == 'L' ? 'R' : 'A';
    }

    /** Columns, rows and slices of the picture as axes of the grid. */
    AxisOrder order(Geometry grid) {
        return AxisOrder.towards(letters, grid.direction());
    }
}
