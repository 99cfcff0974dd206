package org.bactrian.volume;

import java.util.Arrays;

/**
 * Classes on a grid, x fastest: 0 is background. Being a type of its own it always gets label-safe interpolation.
 * Labels up to 255 take a byte a voxel, labels up to 65,535 take two. Arrays are shared, not copied.
 */
public final class LabelMap {

    /** What an array can hold in any Java machine. */
    private static final int MOST_VOXELS = Integer.MAX_VALUE - 8;

    /** The largest label of a narrow map that nnU-Net too writes as one byte. */
    private static final int MOST_NARROW = 254;

    private final Geometry geometry;
    private final byte[] bytes;
    private final short[] shorts;

    private LabelMap(Geometry geometry, byte[] bytes, short[] shorts) {
        int voxels = Math.max(bytes.length, shorts.length);
        if (voxels != geometry.size().product()) {
            throw new IllegalArgumentException("a grid of %s needs %d voxels, got %d"
                    .formatted(geometry.size(), geometry.size().product(), voxels));
        }
        this.geometry = geometry;
        this.bytes = bytes;
        this.shorts = shorts;
    }

    /** A label map of unsigned bytes. */
    public static LabelMap of(Geometry geometry, byte[] labels) {
        return new LabelMap(geometry, labels, new short[0]);
    }

    /** A label map of unsigned shorts, for more than 255 labels. */
    public static LabelMap of(Geometry geometry, short[] labels) {
        return new LabelMap(geometry, new byte[0], labels);
    }

    /**
     * A label map of background alone.
     *
     * @param wide whether a label takes two bytes
     * @throws IllegalArgumentException when a map cannot hold that many voxels
     */
    public static LabelMap background(Geometry geometry, boolean wide) {
        if (geometry.size().product() > MOST_VOXELS) {
            throw new IllegalArgumentException("a label map holds at most %d voxels, %s are %d"
                    .formatted(MOST_VOXELS, geometry.size(), geometry.size().product()));
        }
        int voxels = (int) geometry.size().product();
        return wide ? of(geometry, new short[voxels]) : of(geometry, new byte[voxels]);
    }

    /**
     * A label map of background alone, as narrow as its labels allow.
     *
     * @param largest label that it will hold
     * @throws IllegalArgumentException when a map cannot hold that many voxels
     */
    public static LabelMap forLabels(Geometry geometry, int largest) {
        return background(geometry, largest > MOST_NARROW);
    }

    /** A label map of the same labels in memory of its own. */
    public LabelMap copy() {
        return new LabelMap(geometry, bytes.clone(), shorts.clone());
    }

    public Geometry geometry() {
        return geometry;
    }

    /** The number of voxels. */
    public int length() {
        return Math.max(bytes.length, shorts.length);
    }

    /** Whether a label takes two bytes. */
    public boolean isWide() {
        return shorts.length > 0;
    }

    /** The label at a position in memory, 0 to 65,535. */
    public int at(int index) {
        return isWide() ? shorts[index] & 0xffff : bytes[index] & 0xff;
    }

    /** The label of a voxel. */
    public int at(int x, int y, int z) {
        return at(x + geometry.size().x() * (y + geometry.size().y() * z));
    }

    /** The unsigned bytes; empty when {@link #isWide()}. Shared: only the maker of this map may write to them. */
    public byte[] bytes() {
        return bytes;
    }

    /** The unsigned shorts; empty unless {@link #isWide()}. Shared: only the maker of this map may write to them. */
    public short[] shorts() {
        return shorts;
    }

    /** Gives voxels that lie beside one another in memory a label; only the maker of this map may. */
    public void fill(int from, int to, int label) {
        if (isWide()) {
            Arrays.fill(shorts, from, to, (short) label);
        } else {
            Arrays.fill(bytes, from, to, (byte) label);
        }
    }

    /** Gives voxels that lie beside one another in memory each its label; only the maker of this map may. */
    public void put(int from, char[] labels, int count) {
        if (isWide()) {
            for (int i = 0; i < count; i++) {
                shorts[from + i] = (short) labels[i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                bytes[from + i] = (byte) labels[i];
            }
        }
    }

    /**
     * Takes over the labels of voxels that lie beside one another in memory; only the maker of this map may.
     *
     * @param source as wide as this and on a grid of the same size
     */
    public void take(LabelMap source, int from, int to) {
        if (isWide()) {
            System.arraycopy(source.shorts, from, shorts, from, to - from);
        } else {
            System.arraycopy(source.bytes, from, bytes, from, to - from);
        }
    }

    /** Where the stretch of equal labels that starts at a position in memory ends, at the latest at {@code limit}. */
    public int endOfStretch(int from, int limit) {
        int equal = isWide()
                ? Arrays.mismatch(shorts, from, limit - 1, shorts, from + 1, limit)
                : Arrays.mismatch(bytes, from, limit - 1, bytes, from + 1, limit);
        return equal < 0 ? limit : from + equal + 1;
    }

    /**
     * The label that marks voxels outside of the scanned region, where a stage marks them: all bits set, which is -1 to
     * readers of signed numbers. It counts as smaller than every other label.
     */
    public int outside() {
        return isWide() ? 0xffff : 0xff;
    }

    /** The largest label present. */
    public int largest() {
        int largest = 0;
        for (int i = 0; i < length(); i++) {
            largest = Math.max(largest, at(i));
        }
        return largest;
    }
}
