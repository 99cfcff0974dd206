package org.bactrian.numeric.distance;

import java.util.Arrays;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;

/**
 * The exact Euclidean distance from the nodes of a box to the nearest node of a surface, an axis at a time as in
 * {@link LowerEnvelope}. Steps along z are kept for all nodes (two bytes each); a plane's distances within it are found
 * when the plane is asked for, and only in the columns that an answer depends on. Sums are formed in the order z, y, x,
 * so that a distance equals scipy's {@code distance_transform_edt} to the last bit. Safe for use by many threads.
 */
final class DistanceTransform {

    private static final char NONE = Character.MAX_VALUE;

    private final Index3 nodes;
    private final char[] stepsAlongZ;
    private final double[] squaresX;
    private final double[] squaresY;
    private final double[] squaresZ;
    private final double stepY;

    private DistanceTransform(Index3 nodes, Spacing spacing) {
        this.nodes = nodes;
        this.stepsAlongZ = new char[(int) nodes.product()];
        this.squaresX = squares(nodes.x(), spacing.x());
        this.squaresY = squares(nodes.y(), spacing.y());
        this.squaresZ = squares(nodes.z(), spacing.z());
        this.stepY = spacing.y();
    }

    /** Distances to a surface that has at least one node. */
    static DistanceTransform to(Surface surface, Spacing spacing, Lines lines) {
        DistanceTransform distances = new DistanceTransform(surface.box().nodes(), spacing);
        distances.mark(surface, lines);
        distances.sweep(lines);
        return distances;
    }

    private static double[] squares(int count, double step) {
        double[] squares = new double[count];
        for (int i = 0; i < count; i++) {
            squares[i] = (i * step) * (i * step);
        }
        return squares;
    }

    private void mark(Surface surface, Lines lines) {
        int slice = nodes.x() * nodes.y();
        lines.forEach(nodes.z(), () -> z -> {
            Arrays.fill(stepsAlongZ, z * slice, (z + 1) * slice, NONE);
            Surface.Plane plane = surface.plane(z);
            for (int node = 0; node < plane.count(); node++) {
                stepsAlongZ[z * slice + plane.place(node)] = 0;
            }
        });
    }

    /** Counts the steps along z to the nearest marked node, up and then down. */
    private void sweep(Lines lines) {
        int slice = nodes.x() * nodes.y();
        lines.forEach(nodes.y(), () -> y -> {
            int row = y * nodes.x();
            for (int z = 1; z < nodes.z(); z++) {
                step(row + (z - 1) * slice, row + z * slice);
            }
            for (int z = nodes.z() - 2; z >= 0; z--) {
                step(row + (z + 1) * slice, row + z * slice);
            }
        });
    }

    private void step(int from, int to) {
        for (int x = 0; x < nodes.x(); x++) {
            stepsAlongZ[to + x] = (char) Math.min(stepsAlongZ[to + x], Math.min(stepsAlongZ[from + x] + 1, NONE));
        }
    }

    /** Answers for one plane after another. For one thread. */
    final class Plane {

        private final double[] across = new double[nodes.x() * nodes.y()];
        private final boolean[] known = new boolean[nodes.x()];
        private final LowerEnvelope envelope = new LowerEnvelope(nodes.y(), stepY);
        private int base;

        /** Goes to a plane; nothing of it is known yet. */
        void moveTo(int z) {
            base = z * nodes.x() * nodes.y();
            Arrays.fill(known, false);
        }

        /** Millimetres from a node of this plane to the surface. */
        double distanceMm(int x, int y) {
            double nearest = across(x, y);
            int farthest = Math.max(x, nodes.x() - 1 - x);
            for (int step = 1; step <= farthest && squaresX[step] < nearest; step++) {
                if (x >= step) {
                    nearest = Math.min(nearest, across(x - step, y) + squaresX[step]);
                }
                if (x + step < nodes.x()) {
                    nearest = Math.min(nearest, across(x + step, y) + squaresX[step]);
                }
            }
            return Math.sqrt(nearest);
        }

        /** The squared distance to the nearest surface node with the same x. */
        private double across(int x, int y) {
            if (!known[x]) {
                known[x] = true;
                findColumn(x);
            }
            return across[x * nodes.y() + y];
        }

        private void findColumn(int x) {
            envelope.clear();
            for (int y = 0; y < nodes.y(); y++) {
                char steps = stepsAlongZ[base + x + nodes.x() * y];
                if (steps != NONE) {
                    envelope.add(y, squaresZ[steps]);
                }
            }
            int column = x * nodes.y();
            if (envelope.isEmpty()) {
                Arrays.fill(across, column, column + nodes.y(), Double.POSITIVE_INFINITY);
            } else {
                envelope.write(squaresY, across, column);
            }
        }
    }
}
