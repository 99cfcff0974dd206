package org.bactrian.segment.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.bactrian.volume.Index3;

/** A flip along some of the axes; the same flip undoes it. */
record Mirror(boolean x, boolean y, boolean z) {

    static final Mirror NONE = new Mirror(false, false, false);

    /** In the order in which nnU-Net's {@code itertools.combinations} has them, from the slowest axis: z, y, x, zy, zx, yx, zyx. */
    private static final Comparator<Mirror> BY_FLIPS = Comparator.comparingInt(Mirror::flips)
            .thenComparing(Mirror::z, Comparator.reverseOrder())
            .thenComparing(Mirror::y, Comparator.reverseOrder());

    private int flips() {
        return (x ? 1 : 0) + (y ? 1 : 0) + (z ? 1 : 0);
    }

    /** Every combination of flips along the given axes (0 for x, 1 for y, 2 for z), no flip first. */
    static List<Mirror> combinations(List<Integer> axes) {
        List<Mirror> mirrors = new ArrayList<>(List.of(NONE));
        for (int axis : axes) {
            for (Mirror mirror : List.copyOf(mirrors)) {
                mirrors.add(new Mirror(mirror.x || axis == 0, mirror.y || axis == 1, mirror.z || axis == 2));
            }
        }
        mirrors.sort(BY_FLIPS);
        return mirrors;
    }

    /**
     * The flipped copy of one or more blocks of a size that lie one behind the other; without a flip the blocks themselves.
     *
     * @param room gives an array for so many values
     */
    float[] of(float[] blocks, Index3 size, IntFunction<float[]> room) {
        if (equals(NONE)) {
            return blocks;
        }
        float[] flipped = room.apply(blocks.length);
        int rows = blocks.length / size.x();
        for (int row = 0; row < rows; row++) {
            int from = row * size.x();
            int to = mirroredRow(row, size) * size.x();
            if (x) {
                for (int i = 0; i < size.x(); i++) {
                    flipped[to + size.x() - 1 - i] = blocks[from + i];
                }
            } else {
                System.arraycopy(blocks, from, flipped, to, size.x());
            }
        }
        return flipped;
    }

    private int mirroredRow(int row, Index3 size) {
        int alongY = row % size.y();
        int slice = row / size.y();
        int alongZ = slice % size.z();
        int block = slice / size.z();
        int newY = y ? size.y() - 1 - alongY : alongY;
        int newZ = z ? size.z() - 1 - alongZ : alongZ;
        return (block * size.z() + newZ) * size.y() + newY;
    }
}
