package org.bactrian.phantom;

import org.bactrian.volume.Vector3;

/**
 * A column along the body whose cross-section is an oval, wider to the front than to the back or the other way round:
 * the trunk, the spine. It has no ends.
 *
 * @param x its axis, millimetres to the right
 * @param y its axis, millimetres to the front
 * @param halfWidth half its width from side to side
 * @param front how far it reaches to the front of its axis
 * @param back how far it reaches to the back of its axis
 */
record Column(double x, double y, double halfWidth, double front, double back) implements Shape {

    private static final double ENDLESS = 1e5;

    @Override
    public double depth(double px, double py, double pz) {
        double radius = py > y ? front : back;
        double a = (px - x) / halfWidth;
        double b = (py - y) / radius;
        double q = a * a + b * b;
        double ga = a / halfWidth;
        double gb = b / radius;
        double gradient = ga * ga + gb * gb;
        return gradient < 1e-12 ? Math.min(halfWidth, radius) : (Math.sqrt(q) - q) / Math.sqrt(gradient);
    }

    @Override
    public Bounds bounds() {
        return new Bounds(
                new Vector3(x - halfWidth, y - back, -ENDLESS), new Vector3(x + halfWidth, y + front, ENDLESS));
    }

    /** The column whose surface lies deeper. */
    Column inset(double sides, double frontInset, double backInset) {
        return new Column(x, y, halfWidth - sides, front - frontInset, back - backInset);
    }
}
