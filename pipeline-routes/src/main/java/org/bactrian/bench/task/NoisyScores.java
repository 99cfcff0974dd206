package org.bactrian.bench.task;

import java.util.SplittableRandom;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;

/** Scores as a network that is quite sure gives them: 8 for the class of the nearest voxel, and noise of 1 everywhere. */
final class NoisyScores {

    private static final float SURE = 8;
    private static final int SEED = 3;

    /** Drawn once: numbers of this many voxels look random enough, and drawing one for each would take minutes. */
    private static final int DRAWN = 1 << 16;

    private final LabelMap labels;
    private final Geometry grid;
    private final float[] noise = new float[DRAWN];

    NoisyScores(LabelMap labels, Geometry grid) {
        this.labels = labels;
        this.grid = grid;
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < DRAWN; i++) {
            noise[i] = (float) random.nextGaussian();
        }
    }

    /** {@code scores[class][voxel]}, x fastest. */
    float[][] of(int classes) {
        float[][] scores = new float[classes][];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int c = 0; c < classes; c++) {
            scores[c] = ofClass(c, random);
        }
        return scores;
    }

    private float[] ofClass(int wanted, SplittableRandom random) {
        Index3 size = grid.size();
        float[] scores = new float[Math.toIntExact(size.product())];
        for (int z = 0, i = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                int drawn = random.nextInt(DRAWN);
                for (int x = 0; x < size.x(); x++, i++) {
                    float sure = label(x, y, z) == wanted ? SURE : 0;
                    scores[i] = sure + noise[(drawn + x) % DRAWN];
                }
            }
        }
        return scores;
    }

    private int label(int x, int y, int z) {
        return labels.at(nearest(x, 0), nearest(y, 1), nearest(z, 2));
    }

    private int nearest(int voxel, int axis) {
        int length = labels.geometry().size().along(axis);
        return (int) ((voxel + 0.5) * length / grid.size().along(axis));
    }
}
