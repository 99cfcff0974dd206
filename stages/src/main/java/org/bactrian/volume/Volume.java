package org.bactrian.volume;

/** Intensities on a grid, x fastest. The array is shared, not copied. */
public final class Volume {

    private final Geometry geometry;
    private final float[] voxels;

    public Volume(Geometry geometry, float[] voxels) {
        if (voxels.length != geometry.size().product()) {
            throw new IllegalArgumentException("a grid of %s needs %d voxels, got %d"
                    .formatted(geometry.size(), geometry.size().product(), voxels.length));
        }
        this.geometry = geometry;
        this.voxels = voxels;
    }

    public Geometry geometry() {
        return geometry;
    }

    /** The intensities, x fastest; shared, so only the maker of this volume may write to it. */
    public float[] voxels() {
        return voxels;
    }

    /** The intensity of one voxel. */
    public float at(int x, int y, int z) {
        return voxels[x + geometry.size().x() * (y + geometry.size().y() * z)];
    }
}
