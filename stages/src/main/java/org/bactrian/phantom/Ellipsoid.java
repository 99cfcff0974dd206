package org.bactrian.phantom;

import org.bactrian.volume.Vector3;

/**
 * An ellipsoid, possibly bent into a bean: its poles (the ends of the w axis) are moved along u.
 *
 * @param frame its centre and axes
 * @param radii half its size along u, v, w; millimetres
 * @param bendMm how far the poles are moved towards +u; 0 for a plain ellipsoid
 */
record Ellipsoid(Frame frame, Vector3 radii, double bendMm) implements Shape {

    static Ellipsoid of(Frame frame, double a, double b, double c) {
        return new Ellipsoid(frame, new Vector3(a, b, c), 0);
    }

    static Ellipsoid sphere(Vector3 center, double radius) {
        return of(Frame.at(center.x(), center.y(), center.z()), radius, radius, radius);
    }

    /**
     * The first-order distance to the quadric: with q the length of the point scaled by the radii and g the length of
     * its gradient, {@code q (1 - q) / g}.
     */
    @Override
    public double depth(double x, double y, double z) {
        double c = frame.along(frame.w(), x, y, z) / radii.z();
        double a = (frame.along(frame.u(), x, y, z) - bendMm * c * c) / radii.x();
        double b = frame.along(frame.v(), x, y, z) / radii.y();
        double q = a * a + b * b + c * c;
        double ga = a / radii.x();
        double gb = b / radii.y();
        double gc = c / radii.z();
        double gradient = ga * ga + gb * gb + gc * gc;
        if (gradient < 1e-12) {
            return Math.min(radii.x(), Math.min(radii.y(), radii.z()));
        }
        return (Math.sqrt(q) - q) / Math.sqrt(gradient);
    }

    @Override
    public Bounds bounds() {
        Vector3 half = new Vector3(
                extent(frame.u().x(), frame.v().x(), frame.w().x()),
                extent(frame.u().y(), frame.v().y(), frame.w().y()),
                extent(frame.u().z(), frame.v().z(), frame.w().z()));
        return Bounds.around(frame.center(), half).grown(Math.abs(bendMm));
    }

    /** The point of the surface in a direction given along the axes as a unit vector. */
    Vector3 surface(Vector3 direction) {
        double bent = bendMm * direction.z() * direction.z();
        return frame.point(direction.x() * radii.x() + bent, direction.y() * radii.y(), direction.z() * radii.z());
    }

    /** The outward unit normal there. */
    Vector3 normal(Vector3 direction) {
        Vector3 gradient = frame.u()
                .times(direction.x() / radii.x())
                .plus(direction.y() / radii.y(), frame.v())
                .plus(direction.z() / radii.z(), frame.w());
        return gradient.times(1 / gradient.length());
    }

    private double extent(double u, double v, double w) {
        double a = radii.x() * u;
        double b = radii.y() * v;
        double c = radii.z() * w;
        return Math.sqrt(a * a + b * b + c * c);
    }
}
