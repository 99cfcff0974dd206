package org.bactrian.numeric.distance;

import org.bactrian.volume.Spacing;

/**
 * The area of the surface that passes through a node, by the code of the eight voxels around it: bit {@code 4 z + 2 y + x}
 * is set where the voxel on the upper side ({@code 1}) or lower side ({@code 0}) of the node along each axis belongs to
 * the structure. Marching cubes has thirteen surfaces through a cube; turned, mirrored and with inside and outside
 * exchanged they make all 254. Their triangles are those of {@code lookup_tables.py} in {@code surface-distance} 0.1.
 */
final class SurfaceArea {

    static final int CODES = 256;

    /** The code of a node inside of the structure. */
    static final int INSIDE = CODES - 1;

    /** Triangles are given by their area vectors in eighths of a voxel face: halves of edges span them. */
    private static final double UNIT = 1.0 / 8;

    private static final int[][] AXIS_ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private static final int MIRRORS = 8;

    /** The surfaces through a cube: the code of the voxels inside, then x, y and z of each triangle's area vector. */
    private static final int[][] PATTERNS = {
        {0b00000001, 1, 1, 1},
        {0b00000011, 0, 2, 2, 0, 2, 2},
        {0b00000110, 1, 1, 1, 1, 1, 1},
        {0b00011000, 1, 1, 1, 1, 1, 1},
        {0b00000111, 1, 1, 1, 2, 2, 2, 0, 0, 4},
        {0b00001111, 0, 0, 4, 0, 0, 4},
        {0b00010110, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {0b00010111, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2},
        {0b00011001, 1, 1, 1, 2, 2, 0, 2, 2, 0},
        {0b00011011, 1, 1, 1, 3, 3, 3, 2, 0, 2, 2, 2, 0},
        {0b00011110, 1, 1, 1, 1, 1, 1, 2, 2, 2, 0, 0, 4},
        {0b00111100, 0, 2, 2, 0, 2, 2, 0, 2, 2, 0, 2, 2},
        {0b01101001, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
    };

    private SurfaceArea() {}

    /** Square millimetres by code. */
    static double[] byCode(Spacing spacing) {
        double[] face = {
            spacing.y() * spacing.z() * UNIT, spacing.x() * spacing.z() * UNIT, spacing.x() * spacing.y() * UNIT
        };
        double[] areas = new double[CODES];
        for (int[] pattern : PATTERNS) {
            for (int[] order : AXIS_ORDERS) {
                for (int mirror = 0; mirror < MIRRORS; mirror++) {
                    int code = turned(pattern[0], order, mirror);
                    areas[code] = area(pattern, order, face);
                    areas[INSIDE - code] = areas[code];
                }
            }
        }
        return areas;
    }

    /** The code with axis {@code i} moved to {@code order[i]}, then mirrored along the axes set in {@code mirror}. */
    private static int turned(int code, int[] order, int mirror) {
        int result = 0;
        for (int voxel = 0; voxel < 8; voxel++) {
            int place = mirror;
            for (int axis = 0; axis < 3; axis++) {
                place ^= (voxel >> axis & 1) << order[axis];
            }
            result |= (code >> voxel & 1) << place;
        }
        return result;
    }

    private static double area(int[] pattern, int[] order, double[] face) {
        double area = 0;
        for (int i = 1; i < pattern.length; i += 3) {
            double squared = 0;
            for (int axis = 0; axis < 3; axis++) {
                double part = pattern[i + axis] * face[order[axis]];
                squared += part * part;
            }
            area += Math.sqrt(squared);
        }
        return area;
    }
}
