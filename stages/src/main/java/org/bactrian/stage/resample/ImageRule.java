package org.bactrian.stage.resample;

import org.bactrian.numeric.spline.CubicBSpline;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.numeric.spline.ResampleRule;
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

    Volume resize(Volume image, ResampleRule rule) {
        return switch (this) {
            case CUBIC -> CubicBSpline.resize(image, rule);
            case LINEAR -> CubicBSpline.resize(image, rule, SplineOrder.LINEAR, Lines.allCores());
            case NEAREST -> CubicBSpline.resize(image, rule, SplineOrder.NEAREST, Lines.allCores());
            case TORCH_LINEAR -> TorchResize.resize(image, rule);
        };
    }
}
