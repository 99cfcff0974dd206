package org.bactrian.volume;

import java.util.Random;

/** Images of noise for tests. */
public final class Scans {

    private Scans() {}

    /** Integers from -1024 to 1023 in two bytes a voxel, as a scanner stores them. */
    public static Volume indexed(Index3 size, Random random) {
        short[] indices = new short[(int) size.product()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = (short) (random.nextInt(2048) - 1024);
        }
        float[] table = new float[1 << Short.SIZE];
        for (int i = 0; i < table.length; i++) {
            table[i] = (short) i;
        }
        return Volume.indexed(Geometry.of(size, new Spacing(1, 1, 1)), indices, table);
    }
}
