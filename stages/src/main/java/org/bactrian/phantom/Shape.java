package org.bactrian.phantom;

/** A region of patient space, told by how deep a point lies in it. Immutable. */
interface Shape {

    /**
     * How far a point lies below the surface: positive inside, negative outside, millimetres. Exact at the surface, a
     * good estimate near it.
     */
    double depth(double x, double y, double z);

    /** A box outside of which there is nothing of this shape. */
    Bounds bounds();

    /** The part of this shape that lies in another. */
    default Shape within(Shape outer) {
        Shape inner = this;
        return new Shape() {
            @Override
            public double depth(double x, double y, double z) {
                double depth = inner.depth(x, y, z);
                return depth < -FAR ? depth : Math.min(depth, outer.depth(x, y, z));
            }

            @Override
            public Bounds bounds() {
                return inner.bounds();
            }
        };
    }

    /** This shape with its surface moved outwards. */
    default Shape grown(double mm) {
        Shape inner = this;
        return new Shape() {
            @Override
            public double depth(double x, double y, double z) {
                return inner.depth(x, y, z) + mm;
            }

            @Override
            public Bounds bounds() {
                return inner.bounds().grown(mm);
            }
        };
    }

    /** This shape with an uneven surface. */
    default Shape uneven(Grain grain, double amplitudeMm) {
        Shape inner = this;
        return new Shape() {
            @Override
            public double depth(double x, double y, double z) {
                double depth = inner.depth(x, y, z);
                return Math.abs(depth) > FAR + amplitudeMm ? depth : depth + amplitudeMm * grain.at(x, y, z);
            }

            @Override
            public Bounds bounds() {
                return inner.bounds().grown(amplitudeMm);
            }
        };
    }

    /** So far from a surface neither partial volume nor the layers below a surface matter; millimetres. */
    double FAR = 30;
}
