package org.bactrian.phantom;

import org.bactrian.volume.Vector3;

/**
 * The axes of an organ: where its centre lies in the patient and which way its own axes point.
 *
 * @param center millimetres
 * @param u unit vector, at right angles to the others
 * @param v unit vector
 * @param w unit vector
 */
record Frame(Vector3 center, Vector3 u, Vector3 v, Vector3 w) {

    /** The axes of the patient at a place. */
    static Frame at(double x, double y, double z) {
        return new Frame(new Vector3(x, y, z), new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1));
    }

    /** Turned about its w axis, u towards v. */
    Frame turned(double degrees) {
        return new Frame(center, mixed(u, v, degrees), mixed(v, u, -degrees), w);
    }

    /** Leaned sideways: w towards u. */
    Frame leaned(double degrees) {
        return new Frame(center, mixed(u, w, -degrees), v, mixed(w, u, degrees));
    }

    /** Pitched: w towards v. */
    Frame pitched(double degrees) {
        return new Frame(center, u, mixed(v, w, -degrees), mixed(w, v, degrees));
    }

    /** The patient position of a point given along the axes. */
    Vector3 point(double a, double b, double c) {
        return center.plus(a, u).plus(b, v).plus(c, w);
    }

    /** How far a point lies along one of the axes. */
    double along(Vector3 axis, double x, double y, double z) {
        return (x - center.x()) * axis.x() + (y - center.y()) * axis.y() + (z - center.z()) * axis.z();
    }

    private static Vector3 mixed(Vector3 axis, Vector3 towards, double degrees) {
        double radians = StrictMath.toRadians(degrees);
        return axis.times(StrictMath.cos(radians)).plus(StrictMath.sin(radians), towards);
    }
}
