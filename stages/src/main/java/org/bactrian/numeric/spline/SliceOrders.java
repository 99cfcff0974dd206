package org.bactrian.numeric.spline;

import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/**
 * How an image is interpolated whose slices may be kept separate.
 *
 * @param inPlane the order in slices, or along all axes where none is separate
 * @param across the order along the separate axis, if there is one. Unless that is {@link SplineOrder#NEAREST}, slices are
 *     resized first, each cut to its own range, and what then lies between two of them may overshoot, as nnU-Net's
 *     {@code order_z} has it
 */
public record SliceOrders(SplineOrder inPlane, SplineOrder across) {

    /** Cubic B-splines, and the nearest slice. */
    public static final SliceOrders CUBIC = new SliceOrders(SplineOrder.CUBIC, SplineOrder.NEAREST);

    /** Straight lines, and the nearest slice. */
    public static final SliceOrders LINEAR = new SliceOrders(SplineOrder.LINEAR, SplineOrder.NEAREST);

    /** Whether neither may overshoot, so that every result is a mean of voxels around it. */
    public boolean isMean() {
        return inPlane != SplineOrder.CUBIC && across != SplineOrder.CUBIC;
    }

    /** Whether slices are resized first, and then what lies between them. */
    boolean takesTwoSteps(Volume volume, ResampleRule rule) {
        return across != SplineOrder.NEAREST
                && rule.separateAxis().isPresent()
                && !inPlane(volume, rule).size().equals(rule.size());
    }

    /** The first of two steps: slices change, but not how many there are. */
    ResampleRule inPlane(Volume volume, ResampleRule rule) {
        int separate = rule.separateAxis().orElseThrow();
        int slices = volume.geometry().size().along(separate);
        int[] size = {rule.size().x(), rule.size().y(), rule.size().z()};
        size[separate] = slices;
        return new ResampleRule(new Index3(size[0], size[1], size[2]), rule.separateAxis());
    }
}
