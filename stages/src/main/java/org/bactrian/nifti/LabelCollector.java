package org.bactrian.nifti;

import java.nio.ByteBuffer;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;

/** Gathers labels in a byte a voxel, and in two once a label above 255 comes. */
final class LabelCollector implements NiftiFile.BlockSink {

    private static final int MOST_NARROW = 0xff;
    private static final int MOST = 0xffff;

    private final String file;
    private final Geometry geometry;
    private final VoxelType type;
    private final Scaling scaling;
    private byte[] bytes;
    private short[] shorts = new short[0];

    LabelCollector(String file, NiftiHeader header) {
        this.file = file;
        this.geometry = header.geometry();
        this.type = header.voxelType();
        this.scaling = header.scaling();
        this.bytes = new byte[(int) geometry.size().product()];
    }

    @Override
    public void accept(ByteBuffer stored, int first, int count) {
        if (type == VoxelType.UINT8 && scaling.equals(Scaling.NONE)) {
            stored.get(0, bytes, first, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            accept(first + i, scaling.apply(type.read(stored, i * type.bytes())));
        }
    }

    private void accept(int index, double value) {
        int label = (int) value;
        if (label != value || label < 0 || label > MOST) {
            throw BadCaseException.of(
                    file, "voxel " + index, HeaderGeometry.number(value), "a whole label, 0 to 65535");
        }
        if (label > MOST_NARROW && shorts.length == 0) {
            widen();
        }
        if (shorts.length > 0) {
            shorts[index] = (short) label;
        } else {
            bytes[index] = (byte) label;
        }
    }

    LabelMap map() {
        return shorts.length > 0 ? LabelMap.of(geometry, shorts) : LabelMap.of(geometry, bytes);
    }

    private void widen() {
        shorts = new short[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            shorts[i] = (short) (bytes[i] & 0xff);
        }
        bytes = new byte[0];
    }
}
