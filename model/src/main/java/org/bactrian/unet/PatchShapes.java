package org.bactrian.unet;

import ai.djl.ndarray.types.Shape;
import org.bactrian.volume.Index3;

/** The shapes of batches of patches as tensors. */
final class PatchShapes {

    private PatchShapes() {}

    /** (batch, channel, depth, height, width); refuses an array of another length. */
    static Shape images(Index3 patch, int channels, int batch, int length) {
        return checked(new Shape(batch, channels, patch.z(), patch.y(), patch.x()), length);
    }

    /** (batch, depth, height, width); refuses an array of another length. */
    static Shape labels(Index3 patch, int batch, int length) {
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
