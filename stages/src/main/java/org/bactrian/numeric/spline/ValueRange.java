package org.bactrian.numeric.spline;

import java.util.OptionalInt;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/** Keeps a resized image within the values that it came from. */
final class ValueRange {

    private ValueRange() {}

    /**
     * Clips voxels in place.
     *
     * @param source whose smallest and largest values bound the voxels
     * @param voxels freshly made from {@code source}, of the given size
     * @param separateAxis the axis, if any, whose slices are bounded each by the same slice of the source
     */
    static void clip(Volume source, float[] voxels, Index3 size, OptionalInt separateAxis, Lines lines) {
        int axis = separateAxis.orElse(-1);
        Index3 sourceSize = source.geometry().size();
        int slices = axis < 0 ? 1 : size.along(axis);
        float[] lowest = new float[slices];
        float[] highest = new float[slices];
        lines.forEach(slices, () -> slice -> bound(source.voxels(), sourceSize, axis, slice, lowest, highest));
        lines.forEach(size.z(), () -> z -> {
            for (int y = 0; y < size.y(); y++) {
                int row = size.x() * (y + size.y() * z);
                for (int x = 0; x < size.x(); x++) {
                    int slice = sliceOf(axis, x, y, z);
                    voxels[row + x] = Math.min(highest[slice], Math.max(lowest[slice], voxels[row + x]));
                }
            }
        });
    }

    private static void bound(float[] source, Index3 size, int axis, int slice, float[] lowest, float[] highest) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int z = from(axis, 2, slice); z < to(axis, 2, slice, size); z++) {
            for (int y = from(axis, 1, slice); y < to(axis, 1, slice, size); y++) {
                int row = size.x() * (y + size.y() * z);
                for (int x = from(axis, 0, slice); x < to(axis, 0, slice, size); x++) {
                    low = Math.min(low, source[row + x]);
                    high = Math.max(high, source[row + x]);
                }
            }
        }
        lowest[slice] = low;
        highest[slice] = high;
    }

    private static int from(int separateAxis, int axis, int slice) {
        return separateAxis == axis ? slice : 0;
    }

    private static int to(int separateAxis, int axis, int slice, Index3 size) {
        return separateAxis == axis ? slice + 1 : size.along(axis);
    }

    private static int sliceOf(int axis, int x, int y, int z) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> 0;
        };
    }
}
