package org.bactrian.numeric.grid;

import org.bactrian.numeric.spline.Lines;
import org.bactrian.numeric.spline.Strides3;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;

/**
 * The labels of one grid as another grid shows them.
 *
 * @param geometry the grid that shows them
 * @param base where its first voxel lies in the memory of the other
 * @param strides how its axes run through that memory; negative where flipped
 */
record VoxelView(Geometry geometry, int base, Strides3 strides) {

    /** Copies what one row shows. */
    private interface RowCopy {
        void copy(int from, int to, int length);
    }

    LabelMap of(LabelMap source) {
        return source.isWide()
                ? LabelMap.of(geometry, shorts(source.shorts()))
                : LabelMap.of(geometry, bytes(source.bytes()));
    }

    private byte[] bytes(byte[] from) {
        byte[] to = new byte[length()];
        copy((start, at, length) -> {
            for (int x = 0; x < length; x++) {
                to[at + x] = from[start + x * strides.x()];
            }
        });
        return to;
    }

    private short[] shorts(short[] from) {
        short[] to = new short[length()];
        copy((start, at, length) -> {
            for (int x = 0; x < length; x++) {
                to[at + x] = from[start + x * strides.x()];
            }
        });
        return to;
    }

    /** Rows in the order in which they lie closest together in the source, so that what is read stays in the cache. */
    private void copy(RowCopy rows) {
        Index3 size = geometry.size();
        boolean zInside = Math.abs(strides.z()) < Math.abs(strides.y());
        int outer = zInside ? size.y() : size.z();
        int inner = zInside ? size.z() : size.y();
        Lines.allCores().forEach(outer, () -> o -> {
            for (int i = 0; i < inner; i++) {
                int y = zInside ? o : i;
                int z = zInside ? i : o;
                rows.copy(base + y * strides.y() + z * strides.z(), size.x() * (y + size.y() * z), size.x());
            }
        });
    }

    private int length() {
        return Math.toIntExact(geometry.size().product());
    }
}
