package org.bactrian.volume;

/** Writes the voxels of a volume one after the other, x fastest. */
final class Unfolding {

    private final Volume volume;
    private final Index3 size;
    private final float[] array;

    private Unfolding(Volume volume) {
        this.volume = volume;
        this.size = volume.geometry().size();
        this.array = new float[Math.toIntExact(size.product())];
    }

    static float[] of(Volume volume) {
        Unfolding unfolding = new Unfolding(volume);
        int axis = volume.layout().fastestAxis();
        for (int z = 0; z < (axis == 2 ? 1 : unfolding.size.z()); z++) {
            for (int y = 0; y < (axis == 1 ? 1 : unfolding.size.y()); y++) {
                if (axis == 0) {
                    unfolding.row(y, z);
                } else {
                    unfolding.column(axis, y, z);
                }
            }
        }
        return unfolding.array;
    }

    private void row(int y, int z) {
        volume.line(new Index3(0, y, z), 0, size.x(), array, Layout.dense(size).at(0, y, z));
    }

    /** Lines that run through memory fastest along another axis are read along it. */
    private void column(int axis, int y, int z) {
        Layout dense = Layout.dense(size);
        float[] line = new float[size.along(axis)];
        for (int x = 0; x < size.x(); x++) {
            volume.line(new Index3(x, y, z), axis, line.length, line, 0);
            int at = dense.at(x, y, z);
            for (int i = 0; i < line.length; i++) {
                array[at + i * dense.along(axis)] = line[i];
            }
        }
    }
}
