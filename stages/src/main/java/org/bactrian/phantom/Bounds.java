package org.bactrian.phantom;

import org.bactrian.volume.Vector3;

/** A box in patient space that holds a shape; millimetres. */
record Bounds(Vector3 low, Vector3 high) {

    /** The box around a centre. */
    static Bounds around(Vector3 center, Vector3 half) {
        return new Bounds(center.plus(-1, half), center.plus(1, half));
    }

    /** The smallest box that holds two. */
    Bounds and(Bounds other) {
        return new Bounds(
                new Vector3(
                        Math.min(low.x(), other.low.x()),
                        Math.min(low.y(), other.low.y()),
                        Math.min(low.z(), other.low.z())),
                new Vector3(
                        Math.max(high.x(), other.high.x()),
                        Math.max(high.y(), other.high.y()),
                        Math.max(high.z(), other.high.z())));
    }

    /** The box with a margin on every side. */
    Bounds grown(double mm) {
        Vector3 margin = new Vector3(mm, mm, mm);
        return new Bounds(low.plus(-1, margin), high.plus(1, margin));
    }
}
