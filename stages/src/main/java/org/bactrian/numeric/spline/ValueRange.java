package org.bactrian.numeric.spline;

import java.util.Arrays;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/** The smallest and the largest intensity of an image, or of each of its slices. */
final class ValueRange {

    private final int axis;
    private final float[] lowest;
    private final float[] highest;

    private ValueRange(int axis, float[] lowest, float[] highest) {
        this.axis = axis;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** The range of each slice across an axis. */
    static ValueRange ofSlices(Volume volume, int axis, Lines lines) {
        Index3 size = volume.geometry().size();
        ValueRange range = new ValueRange(axis, new float[size.along(axis)], new float[size.along(axis)]);
        lines.forEach(size.along(axis), () -> slice -> range.measure(volume.voxels(), size, slice));
        return range;
    }

    /** The range of the whole image, the same for so many slices across z. */
    static ValueRange ofWhole(Volume volume, int slices, Lines lines) {
        ValueRange bySlice = ofSlices(volume, 2, lines);
        float[] lowest = new float[slices];
        float[] highest = new float[slices];
        Arrays.sort(bySlice.lowest);
        Arrays.sort(bySlice.highest);
        Arrays.fill(lowest, bySlice.lowest[0]);
        Arrays.fill(highest, bySlice.highest[bySlice.highest.length - 1]);
        return new ValueRange(2, lowest, highest);
    }

    /** Brings voxels of an image of the given size into the range, in place. */
    void clip(float[] voxels, Index3 size, Lines lines) {
        lines.forEach(size.z(), () -> z -> {
            for (int y = 0; y < size.y(); y++) {
                int row = size.x() * (y + size.y() * z);
                for (int x = 0; x < size.x(); x++) {
                    int slice = axis == 2 ? z : axis == 1 ? y : x;
                    voxels[row + x] = Math.min(highest[slice], Math.max(lowest[slice], voxels[row + x]));
                }
            }
        });
    }

    private void measure(float[] voxels, Index3 size, int slice) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int z = from(2, slice); z < to(2, slice, size); z++) {
            for (int y = from(1, slice); y < to(1, slice, size); y++) {
                int row = size.x() * (y + size.y() * z);
                for (int x = from(0, slice); x < to(0, slice, size); x++) {
                    low = Math.min(low, voxels[row + x]);
                    high = Math.max(high, voxels[row + x]);
                }
            }
        }
        lowest[slice] = low;
        highest[slice] = high;
    }

    private int from(int along, int slice) {
        return along == axis ? slice : 0;
    }

    private int to(int along, int slice, Index3 size) {
        return along == axis ? slice + 1 : size.along(along);
    }
}
