package org.bactrian.bench.data;

import java.util.SplittableRandom;

/** A random field over the unit cube that wanders about 0 smoothly: random values on a lattice, blended between. */
final class SmoothField {

    private static final int CELLS = 12;
    private static final int NODES = CELLS + 1;

    private final double[] nodes = new double[NODES * NODES * NODES];

    SmoothField(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = random.nextGaussian();
        }
    }

    /** The value at a place whose coordinates lie between 0 and 1. */
    double at(double x, double y, double z) {
        int cellX = (int) (x * CELLS);
        int cellY = (int) (y * CELLS);
        int cellZ = (int) (z * CELLS);
        double blendX = smooth(x * CELLS - cellX);
        double blendY = smooth(y * CELLS - cellY);
        int corner = cellX + NODES * (cellY + NODES * cellZ);
        double below = face(corner, blendX, blendY);
        double above = face(corner + NODES * NODES, blendX, blendY);
        return between(below, above, smooth(z * CELLS - cellZ));
    }

    private double face(int corner, double blendX, double blendY) {
        double near = between(nodes[corner], nodes[corner + 1], blendX);
        double far = between(nodes[corner + NODES], nodes[corner + NODES + 1], blendX);
        return between(near, far, blendY);
    }

    private static double between(double from, double to, double share) {
        return from + (to - from) * share;
    }

    /** A blend without kinks at the nodes. */
    private static double smooth(double share) {
        return share * share * (3 - 2 * share);
    }
}
