package org.bactrian.train.patch;

import java.util.List;
import java.util.random.RandomGenerator;
import org.bactrian.volume.Index3;

/**
 * A random change of a patch that leaves its truth true: a pure function, safe for use by many threads. The patch it is
 * given stays as it is; where nothing fires the same patch may come back.
 */
public sealed interface Augmentation
        permits SpatialTransform, GaussianNoise, GaussianBlur, Brightness, Contrast, LowResolution, Gamma, Mirror {

    /** The patch changed, drawing from the stream alone. */
    Patch apply(Patch patch, RandomGenerator random);

    /**
     * nnU-Net's augmentations in its order and with its probabilities (Isensee et al., Nature Methods 18, 2021,
     * supplement D).
     *
     * @param size the size of the patches that come out, cut from patches of the size {@link #cut(Index3)}
     * @param mirrorAxes the axes along which a patch may be mirrored
     */
    static List<Augmentation> nnUNet(Index3 size, List<Integer> mirrorAxes) {
        return List.of(
                SpatialTransform.nnUNet(size),
                new GaussianNoise(0.1, 0.1),
                new GaussianBlur(0.2, 0.5, 0.5, 1.0),
                new Brightness(0.15, 0.75, 1.25),
                new Contrast(0.15, 0.75, 1.25),
                new LowResolution(0.25, 0.5, 0.5, 1.0),
                new Gamma(0.1, 0.7, 1.5, true),
                new Gamma(0.3, 0.7, 1.5, false),
                new Mirror(0.5, mirrorAxes));
    }

    /** The size to cut for patches of a size, so that rotated corners find anatomy. */
    static Index3 cut(Index3 size) {
        return SpatialTransform.nnUNet(size).cut();
    }
}
