package org.bactrian.numeric.spline;

import org.bactrian.volume.Volume;

/**
 * Resizes images separably, with cubic B-splines unless another order is asked for. The result
 * covers the same box and is clipped to the range of the input, since splines overshoot at edges; where an axis is
 * separate, every slice to its own range. Reproduces {@code skimage.transform.resize(order=3, mode='edge', clip=True)},
 * and nnU-Net's slice-by-slice variant, within single precision, in which it computes.
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
        return resize(volume, rule, new SliceOrders(order, SplineOrder.NEAREST), lines);
    }

    /**
     * Resizes with an order of its own along the separate axis.
     *
     * @param volume is not modified; it is returned itself when it has the wanted size already
     * @param orders the order along the separate axis, if there is one, and on the others
     * @param lines the threads to use; the result does not depend on it
     */
    public static Volume resize(Volume volume, ResampleRule rule, SliceOrders orders, Lines lines) {
        if (volume.geometry().size().equals(rule.size())) {
            return volume;
        }
        if (!orders.takesTwoSteps(volume, rule)) {
            return new VolumeResize(volume, rule, orders.inPlane(), lines).run();
        }
        Volume slices = resize(volume, orders.inPlane(volume, rule), orders.inPlane(), lines);
        return new VolumeResize(slices, ResampleRule.joint(rule.size()), orders.across(), lines)
                .unclipped()
                .run();
    }

    /** The bytes that resizing takes at most, beside the image itself. */
    public static double bytesNeeded(Volume volume, ResampleRule rule, SliceOrders orders) {
        if (volume.geometry().size().equals(rule.size())) {
            return 0;
        }
        double result = new VolumeResize(volume, rule, SplineOrder.CUBIC, Lines.allCores()).bytesNeeded();
        return orders.takesTwoSteps(volume, rule)
                ? result + bytesNeeded(volume, orders.inPlane(volume, rule), SliceOrders.CUBIC)
                : result;
    }
}
