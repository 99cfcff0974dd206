package org.bactrian.volume;

/** A position or a direction in patient space: millimetres or a unit vector, RAS+. */
public record Vector3(double x, double y, double z) {

    /** This vector plus {@code factor} times the other one. */
    public Vector3 plus(double factor, Vector3 other) {
        return new Vector3(x + factor * other.x, y + factor * other.y, z + factor * other.z);
    }

    /** This vector times a factor. */
    public Vector3 times(double factor) {
        return new Vector3(x * factor, y * factor, z * factor);
    }

    /** The scalar product. */
    public double dot(Vector3 other) {
        return x * other.x + y * other.y + z * other.z;
    }

    /** The Euclidean length. */
    public double length() {
        return Math.sqrt(dot(this));
    }
}
