package org.bactrian.volume;

/**
 * Intensities on a grid. However they lie in memory, {@link #line} and {@link #at} read them as they count: a scan of
 * integers stays integers, a turned or cropped image shares the memory of the image it came from, and a map of
 * intensities is applied on reading. {@link #voxels} is for whoever needs an array. Safe for many threads to read.
 */
public final class Volume {

    /** Voxels and how the grid lies in them; replaced in one piece. */
    private record Content(Voxels voxels, Layout layout) {}

    private final Geometry geometry;
    private volatile Content content;

    /**
     * A volume of floats.
     *
     * @param voxels x fastest; shared, not copied
     */
    public Volume(Geometry geometry, float[] voxels) {
        this(geometry, new FloatVoxels(voxels));
    }

    /**
     * A volume of floats in any order.
     *
     * @param voxels shared, not copied
     */
    public Volume(Geometry geometry, float[] voxels, Layout layout) {
        this(geometry, new Content(new FloatVoxels(voxels), layout));
    }

    /**
     * A volume of two bytes a voxel, x fastest.
     *
     * @param indices unsigned; shared, not copied
     * @param table the intensity that each of the 65,536 indices stands for; shared, not copied
     */
    public static Volume indexed(Geometry geometry, short[] indices, float[] table) {
        return new Volume(geometry, new ShortVoxels(indices, table));
    }

    /**
     * A volume of one byte a voxel, x fastest.
     *
     * @param indices unsigned; shared, not copied
     * @param table the intensity that each of the 256 indices stands for; shared, not copied
     */
    public static Volume indexed(Geometry geometry, byte[] indices, float[] table) {
        return new Volume(geometry, new ByteVoxels(indices, table));
    }

    private Volume(Geometry geometry, Voxels voxels) {
        if (voxels.length() != geometry.size().product()) {
            throw new IllegalArgumentException("a grid of %s needs %d voxels, got %d"
                    .formatted(geometry.size(), geometry.size().product(), voxels.length()));
        }
        this.geometry = geometry;
        this.content = new Content(voxels, Layout.dense(geometry.size()));
    }

    private Volume(Geometry geometry, Content content) {
        content.layout.requireInside(geometry.size(), content.voxels.length());
        this.geometry = geometry;
        this.content = content;
    }

    public Geometry geometry() {
        return geometry;
    }

    /** How the voxels lie in memory now; what is to be read goes fastest along the axis of the smallest stride. */
    public Layout layout() {
        return content.layout;
    }

    /**
     * The intensities as an array, x fastest; shared, so only the maker of this volume may write to it. A volume that
     * is no such array becomes one: its size in floats is taken, and its own former memory is let go.
     */
    public synchronized float[] voxels() {
        Content now = content;
        Layout dense = Layout.dense(geometry.size());
        if (now.voxels instanceof FloatVoxels floats
                && now.layout.equals(dense)
                && floats.length() == geometry.size().product()) {
            return floats.array();
        }
        float[] array = Unfolding.of(this);
        content = new Content(new FloatVoxels(array), dense);
        return array;
    }

    /** The intensity of one voxel. */
    public float at(int x, int y, int z) {
        Content now = content;
        float[] one = new float[1];
        now.voxels.read(now.layout.at(x, y, z), 1, 1, one, 0);
        return one[0];
    }

    /**
     * Reads neighbours along an axis.
     *
     * @param first the first of them
     * @param axis 0 for x, 1 for y, 2 for z
     * @param to receives {@code length} intensities, from {@code at} on
     */
    public void line(Index3 first, int axis, int length, float[] to, int at) {
        Content now = content;
        now.voxels.read(now.layout.at(first.x(), first.y(), first.z()), now.layout.along(axis), length, to, at);
    }

    /** The same voxels on another grid of the same size, such as one whose header was rounded. */
    public Volume on(Geometry other) {
        if (!other.size().equals(geometry.size())) {
            throw new IllegalArgumentException(
                    "voxels of a grid of %s cannot lie on one of %s".formatted(geometry.size(), other.size()));
        }
        return other.equals(geometry) ? this : new Volume(other, content);
    }

    /** The same image with every intensity changed, on reading. */
    public Volume mapped(IntensityMap map) {
        Content now = content;
        return new Volume(geometry, new Content(now.voxels.mapped(map), now.layout));
    }

    /**
     * Voxels of this image in another order.
     *
     * @param shown the grid they make
     * @param first the voxel of this image that is (0, 0, 0) there
     * @param steps for each axis of the grid shown, the step in this image to the next voxel
     */
    public Volume view(Geometry shown, Index3 first, Index3... steps) {
        Content now = content;
        Layout old = now.layout;
        Layout layout = new Layout(
                old.at(first.x(), first.y(), first.z()),
                stride(old, steps[0]),
                stride(old, steps[1]),
                stride(old, steps[2]));
        return new Volume(shown, new Content(now.voxels, layout));
    }

    private static int stride(Layout layout, Index3 step) {
        return step.x() * layout.strideX() + step.y() * layout.strideY() + step.z() * layout.strideZ();
    }
}
