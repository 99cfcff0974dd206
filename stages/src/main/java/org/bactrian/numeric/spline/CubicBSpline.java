package org.bactrian.numeric.spline;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/**
 * Resizes images separably, one axis after the other, with cubic B-splines unless another order is asked for. The result
 * covers the same box and is clipped to the range of the input, since splines overshoot at edges; where an axis is
 * separate, every slice to its own range. Reproduces {@code skimage.transform.resize(order=3, mode='edge', clip=True)},
 * and nnU-Net's slice-by-slice variant, within single precision. Sums are doubles, what is kept between axes are floats.
 */
public final class CubicBSpline {

    private CubicBSpline() {}

    /** Resizes with cubic B-splines on all cores. */
    public static Volume resize(Volume volume, ResampleRule rule) {
        return resize(volume, rule, SplineOrder.CUBIC, Lines.allCores());
    }

    /**
     * Resizes.
     *
     * @param volume is not modified; it is returned itself when it has the wanted size already
     * @param rule the size wanted; along its separate axis, if there is one, the nearest slice is taken
     * @param order the order on the other axes
     * @param lines the threads to use; the result does not depend on it
     */
    public static Volume resize(Volume volume, ResampleRule rule, SplineOrder order, Lines lines) {
        Geometry from = volume.geometry();
        if (from.size().equals(rule.size())) {
            return volume;
        }
        int separate = rule.separateAxis().orElse(-1);
        float[] voxels = volume.voxels();
        Index3 size = from.size();
        for (int axis : axesByGrowth(size, rule.size())) {
            if (axis != separate) {
                voxels = along(axis, order, rule.size(), voxels, size, lines);
                size = with(size, axis, rule.size().along(axis));
            }
        }
        boolean interpolated = voxels != volume.voxels();
        if (order == SplineOrder.CUBIC && interpolated) {
            ValueRange range = separate < 0
                    ? ValueRange.ofWhole(volume, size.z(), lines)
                    : ValueRange.ofSlices(volume, separate, lines);
            range.clip(voxels, size, lines);
        }
        if (separate >= 0) {
            voxels = along(separate, SplineOrder.NEAREST, rule.size(), voxels, size, lines);
        }
        return new Volume(from.resized(rule.size()), voxels);
    }

    /** One axis: from its length in {@code size} to its length in {@code wanted}. */
    private static float[] along(int axis, SplineOrder order, Index3 wanted, float[] voxels, Index3 size, Lines lines) {
        int length = size.along(axis);
        return wanted.along(axis) == length
                ? voxels
                : lines.along(axis, ResizeKernel.of(order, length, wanted.along(axis)), voxels, size);
    }

    /** Axes that shrink most come first, since they leave least work for the others. */
    private static List<Integer> axesByGrowth(Index3 from, Index3 to) {
        return Stream.of(0, 1, 2)
                .sorted(Comparator.comparingDouble(axis -> (double) to.along(axis) / from.along(axis)))
                .toList();
    }

    private static Index3 with(Index3 size, int axis, int length) {
        return new Index3(axis == 0 ? length : size.x(), axis == 1 ? length : size.y(), axis == 2 ? length : size.z());
    }
}
