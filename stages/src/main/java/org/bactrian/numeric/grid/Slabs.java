package org.bactrian.numeric.grid;

import java.util.Arrays;
import org.bactrian.numeric.spline.AxisWeights;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.numeric.spline.Strides3;

/**
 * Interpolates a few slices of the output at a time: source lines are stretched along x once for each slab, then rows of
 * the output are sums of stretched lines. Scratch memory is one slab, whatever the size of the volumes.
 */
final class Slabs {

    /** About as many output voxels a slab; eight megabytes of scores. */
    private static final int VOXELS_IN_SLAB = 1 << 20;

    private final AxisWeights alongX;
    private final AxisWeights alongY;
    private final AxisWeights alongZ;
    private final Strides3 strides;
    private final int rowsInSlice;
    private final int slicesInSlab;
    private final boolean[] lineNeeded;

    /** Takes a row of the output: its values, 0 outside, and where its first voxel lies in memory. */
    interface RowConsumer {
        void accept(double[] row, int at);
    }

    /**
     * Prepares slabs.
     *
     * @param alongX the weights that make the x axis of the output
     * @param strides how the source moves in memory along the axes of the output
     */
    Slabs(AxisWeights alongX, AxisWeights alongY, AxisWeights alongZ, Strides3 strides) {
        this.alongX = alongX;
        this.alongY = alongY;
        this.alongZ = alongZ;
        this.strides = strides;
        this.rowsInSlice = alongY.outputLength();
        this.slicesInSlab = (int) Math.max(1, VOXELS_IN_SLAB / voxelsInSlice());
        this.lineNeeded = new boolean[alongY.inputLength()];
        for (int tap = 0; tap < alongY.end(rowsInSlice - 1); tap++) {
            lineNeeded[alongY.index(tap)] = true;
        }
    }

    int count() {
        return (alongZ.outputLength() - 1) / slicesInSlab + 1;
    }

    /** Where the first voxel of a slab lies in the output; of slab {@link #count()}, where the output ends. */
    int start(int slab) {
        return (int) (Math.min((long) slab * slicesInSlab, alongZ.outputLength()) * voxelsInSlice());
    }

    /** Voxels of the largest slab. */
    int largest() {
        return start(1);
    }

    /** Interpolates all rows that lie at least partly inside of the source. */
    void forEachRow(float[] source, Lines lines, RowConsumer consumer) {
        lines.forEach(count(), () -> {
            Scratch scratch = scratch();
            return slab -> scratch.forEachRow(source, slab, consumer);
        });
    }

    /** Memory for one thread. */
    Scratch scratch() {
        return new Scratch();
    }

    private long voxelsInSlice() {
        return (long) alongX.outputLength() * rowsInSlice;
    }

    /** One slab in the making. */
    final class Scratch {

        private final double[] line = new double[alongX.inputLength()];
        private final double[] row = new double[alongX.outputLength()];
        private final int[] slot = new int[alongZ.inputLength()];
        private double[] stretched = new double[0];

        private Scratch() {}

        /** Interpolates the rows of one slab that lie at least partly inside of the source. */
        void forEachRow(float[] source, int slab, RowConsumer consumer) {
            int firstSlice = slab * slicesInSlab;
            int endSlice = Math.min(firstSlice + slicesInSlab, alongZ.outputLength());
            stretch(source, firstSlice, endSlice);
            for (int z = firstSlice; z < endSlice; z++) {
                for (int y = 0; y < rowsInSlice && alongZ.begin(z) < alongZ.end(z); y++) {
                    if (alongY.begin(y) < alongY.end(y)) {
                        sum(y, z);
                        consumer.accept(row, alongX.outputLength() * (y + rowsInSlice * z));
                    }
                }
            }
        }

        private void stretch(float[] source, int firstSlice, int endSlice) {
            int slices = assignSlots(firstSlice, endSlice);
            int needed = Math.multiplyExact(slices * lineNeeded.length, row.length);
            stretched = stretched.length < needed ? new double[needed] : stretched;
            for (int z = 0; z < slot.length; z++) {
                for (int y = 0; y < lineNeeded.length && slot[z] >= 0; y++) {
                    if (lineNeeded[y]) {
                        read(source, y * strides.y() + z * strides.z());
                        alongX.apply(line, stretched, at(y, z));
                    }
                }
            }
        }

        /** Gives a place to every slice of the source that the slab needs. */
        private int assignSlots(int firstSlice, int endSlice) {
            Arrays.fill(slot, -1);
            int slices = 0;
            for (int tap = alongZ.begin(firstSlice); tap < alongZ.end(endSlice - 1); tap++) {
                if (slot[alongZ.index(tap)] < 0) {
                    slot[alongZ.index(tap)] = slices++;
                }
            }
            return slices;
        }

        private void read(float[] source, int base) {
            for (int x = 0; x < line.length; x++) {
                line[x] = source[base + x * strides.x()];
            }
        }

        private int at(int y, int z) {
            return (slot[z] * lineNeeded.length + y) * row.length;
        }

        private void sum(int y, int z) {
            Arrays.fill(row, 0);
            for (int tapZ = alongZ.begin(z); tapZ < alongZ.end(z); tapZ++) {
                for (int tapY = alongY.begin(y); tapY < alongY.end(y); tapY++) {
                    add(alongZ.weight(tapZ) * alongY.weight(tapY), at(alongY.index(tapY), alongZ.index(tapZ)));
                }
            }
        }

        private void add(double weight, int from) {
            for (int x = 0; x < row.length; x++) {
                row[x] += weight * stretched[from + x];
            }
        }
    }
}
