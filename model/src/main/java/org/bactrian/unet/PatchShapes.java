package org.bactrian.unet;

import ai.djl.ndarray.types.Shape;
import org.bactrian.volume.Index3;

/** The shapes of a plan's patches as tensors. */
final class PatchShapes {

    private PatchShapes() {}

    /** (batch, channel, depth, height, width); refuses an array of another length. */
    static Shape images(UNetPlan plan, int batch, int length) {
        Index3 patch = plan.patch();
        return checked(new Shape(batch, plan.inputChannels(), patch.z(), patch.y(), patch.x()), length);
    }

    /** (batch, depth, height, width); refuses an array of another length. */
    static Shape labels(UNetPlan plan, int batch, int length) {
        Index3 patch = plan.patch();
        return checked(new Shape(batch, patch.z(), patch.y(), patch.x()), length);
    }

    private static Shape checked(Shape shape, int length) {
        if (shape.size() != length || length == 0) {
            throw new IllegalArgumentException(
                    "patches of shape %s have %d values, got %d".formatted(shape, shape.size(), length));
        }
        return shape;
    }
}
