package org.bactrian.train.patch;

import java.util.random.RandomGenerator;
import org.bactrian.volume.Index3;

/**
 * Blurs some channels with a Gaussian, along each axis with a width of its own; the border is mirrored, its voxel not
 * repeated.
 *
 * @param probability of striking a patch
 * @param channelProbability of then blurring a channel
 * @param narrowest smallest standard deviation in voxels
 * @param widest largest standard deviation in voxels
 */
record GaussianBlur(double probability, double channelProbability, double narrowest, double widest)
        implements Augmentation {

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        if (!Chance.strikes(probability, random)) {
            return patch;
        }
        return patch.changed((image, start, end) -> {
            if (Chance.strikes(channelProbability, random)) {
                for (int axis = 0; axis < 3; axis++) {
                    blur(image, start, patch.size(), axis, kernel(Chance.between(narrowest, widest, random)));
                }
            }
        });
    }

    /** A Gaussian of six deviations' width, rounded to an odd number of weights that sum to one. */
    static double[] kernel(double deviation) {
        int width = (int) Math.rint(6 * deviation) | 1;
        double[] kernel = new double[width];
        double sum = 0;
        for (int i = 0; i < width; i++) {
            double away = (i - width / 2) / deviation;
            kernel[i] = Math.exp(-away * away / 2);
            sum += kernel[i];
        }
        for (int i = 0; i < width; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    /** Blurs along one axis: 0 for x, 1 for y, 2 for z. */
    static void blur(float[] image, int start, Index3 size, int axis, double[] kernel) {
        int length = size.along(axis);
        int stride = axis == 0 ? 1 : axis == 1 ? size.x() : size.x() * size.y();
        int reach = kernel.length / 2;
        if (length <= reach) {
            return;
        }
        double[] line = new double[length + 2 * reach];
        int voxels = Math.toIntExact(size.product());
        for (int first = 0; first < voxels; first++) {
            if (first / stride % length == 0) {
                for (int i = -reach; i < length + reach; i++) {
                    line[i + reach] = image[start + first + stride * mirrored(i, length)];
                }
                for (int i = 0; i < length; i++) {
                    image[start + first + stride * i] = (float) weighted(line, i, kernel);
                }
            }
        }
    }

    private static double weighted(double[] line, int from, double[] kernel) {
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            sum += line[from + i] * kernel[i];
        }
        return sum;
    }

    private static int mirrored(int i, int length) {
        int inside = Math.abs(i);
        return inside < length ? inside : 2 * (length - 1) - inside;
    }
}
