package org.bactrian.train.patch;

import org.bactrian.volume.Index3;

/**
 * A box of intensities and labels, x fastest; channels follow one another. Arrays are shared, not copied: only the maker
 * of a patch may write to them.
 */
public final class Patch {

    /** Changes the intensities {@code image[start..end)} of one channel in place. */
    @FunctionalInterface
    interface ChannelChange {
        void change(float[] image, int start, int end);
    }

    private final Index3 size;
    private final float[] image;
    private final byte[] labels;

    public Patch(Index3 size, float[] image, byte[] labels) {
        if (labels.length != size.product() || image.length == 0 || image.length % labels.length != 0) {
            throw new IllegalArgumentException(
                    "a patch of %s needs %d labels and a multiple of it of intensities, got %d and %d"
                            .formatted(size, size.product(), labels.length, image.length));
        }
        this.size = size;
        this.image = image;
        this.labels = labels;
    }

    public Index3 size() {
        return size;
    }

    /** The number of image channels. */
    public int channels() {
        return image.length / labels.length;
    }

    /** The intensities, (channel, z, y, x). */
    public float[] image() {
        return image;
    }

    /** The labels, (z, y, x), unsigned. */
    public byte[] labels() {
        return labels;
    }

    /** The same patch with intensities changed channel by channel; this one stays as it is. */
    Patch changed(ChannelChange change) {
        float[] changed = image.clone();
        for (int start = 0; start < changed.length; start += labels.length) {
            change.change(changed, start, start + labels.length);
        }
        return new Patch(size, changed, labels);
    }

    /** The middle of this patch. */
    Patch centre(Index3 smaller) {
        if (smaller.equals(size)) {
            return this;
        }
        int startX = (size.x() - smaller.x()) / 2;
        int startY = (size.y() - smaller.y()) / 2;
        int startZ = (size.z() - smaller.z()) / 2;
        int voxels = Math.toIntExact(smaller.product());
        float[] cutImage = new float[voxels * channels()];
        byte[] cutLabels = new byte[voxels];
        for (int z = 0; z < smaller.z(); z++) {
            for (int y = 0; y < smaller.y(); y++) {
                int from = startX + size.x() * (startY + y + size.y() * (startZ + z));
                int to = smaller.x() * (y + smaller.y() * z);
                System.arraycopy(labels, from, cutLabels, to, smaller.x());
                for (int channel = 0; channel < channels(); channel++) {
                    System.arraycopy(
                            image, from + channel * labels.length, cutImage, to + channel * voxels, smaller.x());
                }
            }
        }
        return new Patch(smaller, cutImage, cutLabels);
    }
}
