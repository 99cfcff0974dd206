package org.bactrian.phantom;

import org.bactrian.volume.Vector3;

/**
 * Smooth noise in space: random values on a periodic lattice, interpolated between its points (value noise). One
 * lattice serves a whole patient; each {@link Grain} looks at it at another scale and another place.
 */
final class Lattice {

    private static final int EDGE = 32;
    private static final int MASK = EDGE - 1;

    private final float[] values = new float[EDGE * EDGE * EDGE];

    Lattice(Chance chance) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) chance.between(-1, 1);
        }
    }

    /** Noise whose bumps are about a wavelength across. */
    Grain grain(Chance chance, double wavelengthMm) {
        Vector3 shift = new Vector3(chance.between(0, EDGE), chance.between(0, EDGE), chance.between(0, EDGE));
        return new Grain(this, 1 / wavelengthMm, shift);
    }

    /** The noise at a position counted in lattice cells, in [-1, 1]. */
    double at(double x, double y, double z) {
        double floorX = Math.floor(x);
        double floorY = Math.floor(y);
        double floorZ = Math.floor(z);
        double tx = eased(x - floorX);
        int x0 = (int) floorX & MASK;
        int x1 = (x0 + 1) & MASK;
        int y0 = ((int) floorY & MASK) * EDGE;
        int y1 = (((int) floorY + 1) & MASK) * EDGE;
        int z0 = ((int) floorZ & MASK) * EDGE * EDGE;
        int z1 = (((int) floorZ + 1) & MASK) * EDGE * EDGE;
        double ty = eased(y - floorY);
        double near = mix(along(x0, x1, y0 + z0, tx), along(x0, x1, y1 + z0, tx), ty);
        double far = mix(along(x0, x1, y0 + z1, tx), along(x0, x1, y1 + z1, tx), ty);
        return mix(near, far, eased(z - floorZ));
    }

    private double along(int x0, int x1, int row, double t) {
        return mix(values[x0 + row], values[x1 + row], t);
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    private static double eased(double t) {
        return t * t * (3 - 2 * t);
    }
}
