package org.bactrian.volume;

/** Intensities as they are. */
final class FloatVoxels implements Voxels {

    private final float[] intensities;

    FloatVoxels(float[] intensities) {
        this.intensities = intensities;
    }

    float[] array() {
        return intensities;
    }

    @Override
    public int length() {
        return intensities.length;
    }

    @Override
    public void read(int from, int stride, int length, float[] to, int at) {
        if (stride == 1) {
            System.arraycopy(intensities, from, to, at, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            to[at + i] = intensities[from + i * stride];
        }
    }

    @Override
    public Voxels mapped(IntensityMap map) {
        return new MappedVoxels(this, map);
    }
}
