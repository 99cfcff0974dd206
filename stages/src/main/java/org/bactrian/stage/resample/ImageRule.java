package org.bactrian.stage.resample;

import org.bactrian.numeric.spline.CubicBSpline;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SplineOrder;
import org.bactrian.numeric.spline.TorchResize;
import org.bactrian.volume.Volume;

/** How images are interpolated. */
enum ImageRule {
    /** Cubic B-splines. */
    CUBIC,

    /** Straight lines between voxels. */
    LINEAR,

    /** The nearest voxel. */
    NEAREST,

    /** Straight lines, with the arithmetic of torch. */
    TORCH_LINEAR;

    Volume resize(Volume image, ResampleRule rule, SplineOrder across) {
        return this == TORCH_LINEAR
                ? TorchResize.resize(image, rule)
                : CubicBSpline.resize(image, rule, orders(across), Lines.allCores());
    }

    /** The orders of this rule. */
    SliceOrders orders(SplineOrder across) {
        SplineOrder inPlane =
                switch (this) {
                    case CUBIC -> SplineOrder.CUBIC;
                    case LINEAR, TORCH_LINEAR -> SplineOrder.LINEAR;
                    case NEAREST -> SplineOrder.NEAREST;
                };
        return new SliceOrders(inPlane, across);
    }
}
