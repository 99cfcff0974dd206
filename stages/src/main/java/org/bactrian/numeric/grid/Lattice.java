package org.bactrian.numeric.grid;

import org.bactrian.numeric.spline.Strides3;
import org.bactrian.volume.Index3;

/**
 * The voxels of a source as the axes of an output run through them. Lines run along the output's x axis.
 *
 * @param size voxels along the axes of the output
 * @param strides how the source moves in memory along the axes of the output
 */
record Lattice(Index3 size, Strides3 strides) {

    /**
     * A dense source.
     *
     * @param size voxels along its own axes
     * @param sourceAxis which of its axes each axis of the output runs along
     */
    static Lattice of(Index3 size, int[] sourceAxis) {
        Strides3 dense = Strides3.of(size);
        return new Lattice(
                new Index3(size.along(sourceAxis[0]), size.along(sourceAxis[1]), size.along(sourceAxis[2])),
                new Strides3(dense.along(sourceAxis[0]), dense.along(sourceAxis[1]), dense.along(sourceAxis[2])));
    }

    /** The number of lines. */
    int lines() {
        return size.y() * size.z();
    }

    /** The number of a line. */
    int line(int y, int z) {
        return y + size.y() * z;
    }

    /** Where the first voxel of a line lies in memory. */
    int base(int line) {
        return line % size.y() * strides.y() + line / size.y() * strides.z();
    }

    /** Adds {@code weight * voxel (first + i)} of a line to {@code sum[i]}. */
    void add(float[] from, int line, int first, double weight, double[] sum, int count) {
        int base = base(line) + first * strides.x();
        if (strides.x() == 1) {
            for (int i = 0; i < count; i++) {
                sum[i] += weight * from[base + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                sum[i] += weight * from[base + i * strides.x()];
            }
        }
    }
}
