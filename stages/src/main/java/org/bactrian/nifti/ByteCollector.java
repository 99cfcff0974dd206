package org.bactrian.nifti;

import java.nio.ByteBuffer;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Volume;

/** Integers of one byte, as they are stored. */
final class ByteCollector implements IntensityCollector {

    private final float[] table;
    private final byte[] indices;

    ByteCollector(NiftiHeader header) {
        table = IntensityCollector.table(header);
        indices = new byte[(int) header.geometry().size().product()];
    }

    @Override
    public void accept(ByteBuffer stored, int first, int count) {
        stored.get(0, indices, first, count);
    }

    @Override
    public Volume volume(Geometry geometry) {
        return Volume.indexed(geometry, indices, table);
    }

    @Override
    public long countNotFinite() {
        if (IntensityCollector.countNotFinite(table) == 0) {
            return 0;
        }
        long count = 0;
        for (byte index : indices) {
            count += Float.isFinite(table[index & 0xff]) ? 0 : 1;
        }
        return count;
    }
}
