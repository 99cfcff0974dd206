package org.bactrian.volume;

/**
 * Which way the axes of a grid point in the patient: one unit vector (RAS+) for each axis. The vectors need not be
 * orthogonal (a tilted gantry shears the grid) but must span space.
 */
public record Direction(Vector3 x, Vector3 y, Vector3 z) {

    /** Axes along Right, Anterior and Superior. */
    public static final Direction RAS = new Direction(new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1));

    /** Below this determinant the axes count as lying in one plane. */
    private static final double FLAT = 1e-3;

    /** How far the length of a unit vector may be from one: float32 headers carry seven digits. */
    private static final double UNIT_TOLERANCE = 1e-3;

    public Direction {
        for (Vector3 axis : new Vector3[] {x, y, z}) {
            if (!(Math.abs(axis.length() - 1) < UNIT_TOLERANCE)) {
                throw new IllegalArgumentException("axis direction must be a unit vector, got " + axis);
            }
        }
        if (!(Math.abs(determinant(x, y, z)) > FLAT)) {
            throw new IllegalArgumentException(
                    "axis directions must not lie in one plane, got %s, %s, %s".formatted(x, y, z));
        }
    }

    /** The unit vector of an axis: 0 for x, 1 for y, 2 for z. */
    public Vector3 along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IndexOutOfBoundsException("axis must be 0, 1 or 2, got " + axis);
        };
    }

    private static double determinant(Vector3 a, Vector3 b, Vector3 c) {
        return a.x() * (b.y() * c.z() - b.z() * c.y())
                - a.y() * (b.x() * c.z() - b.z() * c.x())
                + a.z() * (b.x() * c.y() - b.y() * c.x());
    }
}
