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
     * @param size the size of the patches that come out
     */
    static List<Augmentation> nnUNet(Index3 size) {
        return List.of(
                new SpatialTransform(size, 0.2, Math.toRadians(30), 0.2, 0.7, 1.4),
                new GaussianNoise(0.1, 0.1),
                new GaussianBlur(0.2, 0.5, 0.5, 1.0),
                new Brightness(0.15, 0.75, 1.25),
                new Contrast(0.15, 0.75, 1.25),
                new LowResolution(0.25, 0.5, 0.5, 1.0),
                new Gamma(0.1, 0.7, 1.5, true),
                new Gamma(0.3, 0.7, 1.5, false),
                new Mirror(0.5));
    }

    /** No change but the cut to the network's size, as validation needs it. */
    static List<Augmentation> none(Index3 size) {
        return List.of(new SpatialTransform(size, 0, 0, 0, 1, 1));
    }
}
