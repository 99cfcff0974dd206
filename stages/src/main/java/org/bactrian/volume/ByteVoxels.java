package org.bactrian.volume;

/** Intensities of one byte a voxel: indices into a table of all intensities there can be. */
final class ByteVoxels implements Voxels {

    private static final int INDEX = 0xff;

    private final byte[] indices;
    private final float[] table;

    ByteVoxels(byte[] indices, float[] table) {
        if (table.length != INDEX + 1) {
            throw new IllegalArgumentException(
                    "a table for bytes has %d intensities, got %d".formatted(INDEX + 1, table.length));
        }
        this.indices = indices;
        this.table = table;
    }

    @Override
    public int length() {
        return indices.length;
    }

    @Override
    public void read(int from, int stride, int length, float[] to, int at) {
        for (int i = 0; i < length; i++) {
            to[at + i] = table[indices[from + i * stride] & INDEX];
        }
    }

    @Override
    public Voxels mapped(IntensityMap map) {
        float[] changed = table.clone();
        map.apply(changed, 0, changed.length);
        return new ByteVoxels(indices, changed);
    }
}
