package org.bactrian.volume;

/** Intensities as they lie in memory. Immutable but for what the maker of an array writes to it. */
sealed interface Voxels permits FloatVoxels, ByteVoxels, ShortVoxels, MappedVoxels {

    /** How many there are. */
    int length();

    /** Reads every {@code stride}-th intensity from a position on, {@code length} of them, to {@code to[at]} and on. */
    void read(int from, int stride, int length, float[] to, int at);

    /** The same voxels with every intensity changed when it is read. */
    Voxels mapped(IntensityMap map);
}
