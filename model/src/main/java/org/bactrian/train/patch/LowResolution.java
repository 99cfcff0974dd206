package org.bactrian.train.patch;

import java.util.random.RandomGenerator;
import org.bactrian.volume.Index3;

/**
 * Makes some channels as coarse as a scan of larger voxels: nearest neighbours down, linear interpolation up.
 *
 * @param probability of striking a patch
 * @param channelProbability of then striking a channel
 * @param coarsest smallest factor on the size
 * @param finest largest factor on the size
 */
record LowResolution(double probability, double channelProbability, double coarsest, double finest)
        implements Augmentation {

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        if (!Chance.strikes(probability, random)) {
            return patch;
        }
        return patch.changed((image, start, end) -> {
            if (Chance.strikes(channelProbability, random)) {
                coarsen(image, start, patch.size(), Chance.between(coarsest, finest, random));
            }
        });
    }

    static void coarsen(float[] image, int start, Index3 size, double factor) {
        for (int axis = 0; axis < 3; axis++) {
            int length = size.along(axis);
            coarsenAlong(image, start, size, axis, Math.max(1, (int) Math.rint(length * factor)));
        }
    }

    /** Both steps are separable, so that one axis after the other gives what all at once would. */
    private static void coarsenAlong(float[] image, int start, Index3 size, int axis, int coarse) {
        int length = size.along(axis);
        int stride = axis == 0 ? 1 : axis == 1 ? size.x() : size.x() * size.y();
        float[] line = new float[coarse];
        int voxels = Math.toIntExact(size.product());
        for (int first = 0; first < voxels; first++) {
            if (first / stride % length == 0) {
                for (int i = 0; i < coarse; i++) {
                    line[i] = image[start + first + stride * nearest(i, length, coarse)];
                }
                for (int i = 0; i < length; i++) {
                    image[start + first + stride * i] = between(line, (i + 0.5) * coarse / length - 0.5);
                }
            }
        }
    }

    private static int nearest(int i, int length, int coarse) {
        return Math.min(length - 1, (int) ((i + 0.5) * length / coarse));
    }

    private static float between(float[] line, double place) {
        double inside = Math.max(0, Math.min(line.length - 1.0, place));
        int low = (int) inside;
        int high = Math.min(line.length - 1, low + 1);
        return (float) (line[low] + (inside - low) * (line[high] - line[low]));
    }
}
