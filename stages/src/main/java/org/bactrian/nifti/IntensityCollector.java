package org.bactrian.nifti;

import java.nio.ByteBuffer;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Volume;

/** Gathers the intensities of a file: one way for integers of up to two bytes, one for all other numbers. */
sealed interface IntensityCollector extends NiftiFile.BlockSink permits FloatCollector, ByteCollector, ShortCollector {

    static IntensityCollector of(NiftiHeader header) {
        return switch (header.voxelType()) {
            case UINT8, INT8 -> new ByteCollector(header);
            case INT16, UINT16 -> new ShortCollector(header);
            default -> new FloatCollector(header);
        };
    }

    /** Bytes of memory that a voxel takes. */
    static int bytesEach(NiftiHeader header) {
        return switch (header.voxelType()) {
            case UINT8, INT8 -> Byte.BYTES;
            case INT16, UINT16 -> Short.BYTES;
            default -> Float.BYTES;
        };
    }

    /** The image, once all blocks have come. */
    Volume volume(Geometry geometry);

    /** How many of the intensities are no finite number. */
    long countNotFinite();

    /** The intensity of every number that a type of integers can store, at its unsigned bits. */
    static float[] table(NiftiHeader header) {
        int bytes = header.voxelType().bytes();
        float[] table = new float[1 << (Byte.SIZE * bytes)];
        ByteBuffer stored = ByteBuffer.allocate(bytes);
        for (int i = 0; i < table.length; i++) {
            if (bytes == 1) {
                stored.put(0, (byte) i);
            } else {
                stored.putShort(0, (short) i);
            }
            table[i] = (float) header.scaling().apply(header.voxelType().read(stored, 0));
        }
        return table;
    }

    /** Refuses an image that is not finite everywhere: a network would spread it over the whole scan. */
    default void requireFinite(String file) {
        long lost = countNotFinite();
        if (lost > 0) {
            throw BadCaseException.of(file, "voxels", lost + " of them not finite", "finite intensities");
        }
    }

    /** How many of the numbers are not finite. */
    static long countNotFinite(float[] numbers) {
        long count = 0;
        for (float number : numbers) {
            count += Float.isFinite(number) ? 0 : 1;
        }
        return count;
    }
}
