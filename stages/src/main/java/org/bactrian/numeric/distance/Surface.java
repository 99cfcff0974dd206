package org.bactrian.numeric.distance;

import java.util.Arrays;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Index3;

/** The nodes of a box through which the surface of a structure passes, plane by plane along z. Immutable. */
final class Surface {

    /** The surface nodes of one plane: their places {@code x + nodes.x * y}, ascending, and their codes. */
    static final class Plane {

        private int[] places = new int[64];
        private byte[] codes = new byte[64];
        private int count;

        int count() {
            return count;
        }

        int place(int node) {
            return places[node];
        }

        int code(int node) {
            return codes[node] & 0xff;
        }

        private void add(int place, int code) {
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
                codes = Arrays.copyOf(codes, 2 * count);
            }
            places[count] = place;
            codes[count++] = (byte) code;
        }
    }

    private final NodeBox box;
    private final Plane[] planes;

    private Surface(NodeBox box) {
        this.box = box;
        this.planes = new Plane[box.nodes().z()];
    }

    static Surface of(Foreground structure, NodeBox box, Lines lines) {
        Surface surface = new Surface(box);
        lines.forEach(surface.planes.length, () -> {
            byte[] row = new byte[box.nodes().x()];
            return z -> surface.planes[z] = surface.plane(structure, z, row);
        });
        return surface;
    }

    NodeBox box() {
        return box;
    }

    Plane plane(int z) {
        return planes[z];
    }

    /** The number of surface nodes. */
    int count() {
        return Arrays.stream(planes).mapToInt(Plane::count).sum();
    }

    private Plane plane(Foreground structure, int z, byte[] row) {
        Plane plane = new Plane();
        for (int y = 0; y < box.nodes().y(); y++) {
            int to = encodeRow(structure, y, z, row);
            for (int x = 0; x < to; x++) {
                int code = row[x] & 0xff;
                if (code != 0 && code != SurfaceArea.INSIDE) {
                    plane.add(x + box.nodes().x() * y, code);
                }
                row[x] = 0;
            }
        }
        return plane;
    }

    /** Sets the codes of a row of nodes from the four rows of voxels around it; returns one past the last that is set. */
    private int encodeRow(Foreground structure, int y, int z, byte[] row) {
        Index3 start = box.start();
        Index3 size = structure.map().geometry().size();
        int end = 0;
        for (int side = 0; side < 4; side++) {
            int voxelY = start.y() + y - 1 + (side & 1);
            int voxelZ = start.z() + z - 1 + (side >> 1);
            if (voxelY >= 0 && voxelY < size.y() && voxelZ >= 0 && voxelZ < size.z()) {
                end = Math.max(end, encode(structure, voxelY + size.y() * voxelZ, 1 << (2 * side), row));
            }
        }
        return end;
    }

    /** Adds a row of voxels to the codes: a bit for the node on the upper side of a voxel, the next for the lower one. */
    private int encode(Foreground structure, int voxelRow, int bit, byte[] row) {
        int from = structure.from(voxelRow);
        int to = structure.to(voxelRow);
        int startX = box.start().x();
        int base = voxelRow * structure.map().geometry().size().x();
        for (int x = from; x < to; x++) {
            if (structure.holds(base + x)) {
                row[x - startX] |= (byte) (2 * bit);
                row[x - startX + 1] |= (byte) bit;
            }
        }
        return from < to ? to - startX + 1 : 0;
    }
}
