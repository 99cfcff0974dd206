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
        float[] voxels = volume.voxels();
        Index3 size = from.size();
        int separate = rule.separateAxis().orElse(-1);
        for (int axis : axesByGrowth(size, rule.size())) {
            if (axis != separate && size.along(axis) != rule.size().along(axis)) {
                int length = rule.size().along(axis);
                voxels = lines.along(axis, ResizeKernel.of(order, size.along(axis), length), voxels, size);
                size = with(size, axis, length);
            }
        }
        if (order == SplineOrder.CUBIC) {
            ValueRange.clip(volume, voxels, size, rule.separateAxis(), lines);
        }
        if (separate >= 0 && size.along(separate) != rule.size().along(separate)) {
            int length = rule.size().along(separate);
            ResizeKernel nearest = ResizeKernel.of(SplineOrder.NEAREST, size.along(separate), length);
            voxels = lines.along(separate, nearest, voxels, size);
        }
        return new Volume(from.resized(rule.size()), voxels);
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
