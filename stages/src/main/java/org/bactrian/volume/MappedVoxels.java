package org.bactrian.volume;

/** Intensities that are changed when they are read. */
final class MappedVoxels implements Voxels {

    private final Voxels source;
    private final IntensityMap map;

    MappedVoxels(Voxels source, IntensityMap map) {
        this.source = source;
        this.map = map;
    }

    @Override
    public int length() {
        return source.length();
    }

    @Override
    public void read(int from, int stride, int length, float[] to, int at) {
        source.read(from, stride, length, to, at);
        map.apply(to, at, at + length);
    }

    @Override
    public Voxels mapped(IntensityMap next) {
        return new MappedVoxels(this, next);
    }
}
