package org.bactrian.phantom;

import org.bactrian.volume.Vector3;

/** A straight tube with round ends: a vessel or a loop of bowel. Millimetres. */
record Tube(Vector3 from, Vector3 to, double radius) implements Shape {

    @Override
    public double depth(double x, double y, double z) {
        double ax = to.x() - from.x();
        double ay = to.y() - from.y();
        double az = to.z() - from.z();
        double px = x - from.x();
        double py = y - from.y();
        double pz = z - from.z();
        double along = (px * ax + py * ay + pz * az) / Math.max(1e-9, ax * ax + ay * ay + az * az);
        double t = Math.max(0, Math.min(1, along));
        double dx = px - t * ax;
        double dy = py - t * ay;
        double dz = pz - t * az;
        return radius - Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    @Override
    public Bounds bounds() {
        return new Bounds(from, from).and(new Bounds(to, to)).grown(radius);
    }
}
