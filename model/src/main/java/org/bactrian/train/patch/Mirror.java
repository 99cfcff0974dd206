package org.bactrian.train.patch;

import java.util.List;
import java.util.random.RandomGenerator;
import org.bactrian.volume.Index3;

/**
 * Mirrors a patch along each of some axes or not.
 *
 * @param probability of each axis being mirrored
 * @param axes 0 for x, 1 for y, 2 for z
 */
record Mirror(double probability, List<Integer> axes) implements Augmentation {

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        boolean x = axes.contains(0) && Chance.strikes(probability, random);
        boolean y = axes.contains(1) && Chance.strikes(probability, random);
        boolean z = axes.contains(2) && Chance.strikes(probability, random);
        return x || y || z ? mirrored(patch, x, y, z) : patch;
    }

    static Patch mirrored(Patch patch, boolean alongX, boolean alongY, boolean alongZ) {
        Index3 size = patch.size();
        float[] image = new float[patch.image().length];
        byte[] labels = new byte[patch.labels().length];
        int to = 0;
        for (int z = 0; z < size.z(); z++) {
            int fromZ = alongZ ? size.z() - 1 - z : z;
            for (int y = 0; y < size.y(); y++) {
                int fromY = alongY ? size.y() - 1 - y : y;
                int row = size.x() * (fromY + size.y() * fromZ);
                for (int x = 0; x < size.x(); x++, to++) {
                    int from = row + (alongX ? size.x() - 1 - x : x);
                    labels[to] = patch.labels()[from];
                    for (int shift = 0; shift < image.length; shift += labels.length) {
                        image[shift + to] = patch.image()[shift + from];
                    }
                }
            }
        }
        return new Patch(size, image, labels);
    }
}
