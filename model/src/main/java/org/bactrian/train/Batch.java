package org.bactrian.train;

import java.util.List;
import org.bactrian.train.patch.Patch;

/** Patches stacked for the network. The arrays belong to whoever takes the batch. */
final class Batch {

    private final int size;
    private final float[] images;
    private final byte[] labels;

    private Batch(int size, float[] images, byte[] labels) {
        this.size = size;
        this.images = images;
        this.labels = labels;
    }

    static Batch of(List<Patch> patches) {
        int values = patches.get(0).image().length;
        int voxels = patches.get(0).labels().length;
        float[] images = new float[Math.multiplyExact(values, patches.size())];
        byte[] labels = new byte[Math.multiplyExact(voxels, patches.size())];
        for (int i = 0; i < patches.size(); i++) {
            System.arraycopy(patches.get(i).image(), 0, images, i * values, values);
            System.arraycopy(patches.get(i).labels(), 0, labels, i * voxels, voxels);
        }
        return new Batch(patches.size(), images, labels);
    }

    /** The number of patches. */
    int size() {
        return size;
    }

    /** (batch, channel, z, y, x). */
    float[] images() {
        return images;
    }

    /** (batch, z, y, x). */
    byte[] labels() {
        return labels;
    }
}
