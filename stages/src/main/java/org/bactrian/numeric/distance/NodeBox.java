package org.bactrian.numeric.distance;

import org.bactrian.volume.Index3;

/**
 * The nodes around the voxels of two structures: one more along each axis than voxels. Node (0, 0, 0) lies at the lower
 * corner of voxel {@code start}.
 *
 * @param start the first voxel
 * @param nodes how many nodes along x, y, z
 */
record NodeBox(Index3 start, Index3 nodes) {

    /** Steps are kept in 16 bits, of which one value means that there is none. */
    private static final int MOST_ALONG_AXIS = 65_534;

    NodeBox {
        if (Math.max(nodes.x(), Math.max(nodes.y(), nodes.z())) > MOST_ALONG_AXIS
                || nodes.product() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "surfaces are measured in boxes of at most %d voxels along an axis and 2^31 in all, got %s"
                            .formatted(MOST_ALONG_AXIS, nodes));
        }
    }

    /** Around the voxels of both. Where neither has any, the box holds one node. */
    static NodeBox around(Foreground one, Foreground other) {
        Index3 size = one.map().geometry().size();
        int[] low = {size.x(), size.y(), size.z()};
        int[] high = {0, 0, 0};
        for (int row = 0; row < size.y() * size.z(); row++) {
            for (Foreground each : new Foreground[] {one, other}) {
                if (each.from(row) < each.to(row)) {
                    include(low, high, 0, each.from(row), each.to(row));
                    include(low, high, 1, row % size.y(), row % size.y() + 1);
                    include(low, high, 2, row / size.y(), row / size.y() + 1);
                }
            }
        }
        return high[0] == 0
                ? new NodeBox(new Index3(0, 0, 0), new Index3(1, 1, 1))
                : new NodeBox(
                        new Index3(low[0], low[1], low[2]),
                        new Index3(high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1));
    }

    private static void include(int[] low, int[] high, int axis, int from, int to) {
        low[axis] = Math.min(low[axis], from);
        high[axis] = Math.max(high[axis], to);
    }
}
