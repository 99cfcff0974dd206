package org.bactrian.numeric.spline;

import static org.bactrian.numeric.spline.LineKernel.LANES;

import org.bactrian.volume.Index3;

/**
 * The lines of a volume along one axis, bundled {@link LineKernel#LANES} at a time: neighbours along x, or along y where
 * the lines themselves run along x. The last bundle of a row of lines may be only partly filled.
 */
final class Bundles {

    private final int lineLength;
    private final int resultLineLength;
    private final int lanesInRow;
    private final int bundlesInRow;
    private final int rows;
    private final Strides from;
    private final Strides to;

    /** Steps through memory: to the next element of a line, to the next lane, to the next row of lanes. */
    private record Strides(int element, int lane, int row) {

        static Strides along(int axis, int sizeX, int sizeY) {
            int slice = Math.multiplyExact(sizeX, sizeY);
            return switch (axis) {
                case 0 -> new Strides(1, sizeX, slice);
                case 1 -> new Strides(sizeX, 1, slice);
                default -> new Strides(slice, 1, sizeX);
            };
        }
    }

    Bundles(int axis, Index3 size, int resultLineLength) {
        this.lineLength = size.along(axis);
        this.resultLineLength = resultLineLength;
        this.lanesInRow = size.along(axis == 0 ? 1 : 0);
        this.rows = size.along(axis == 2 ? 1 : 2);
        this.bundlesInRow = (lanesInRow + LANES - 1) / LANES;
        this.from = Strides.along(axis, size.x(), size.y());
        this.to = Strides.along(axis, axis == 0 ? resultLineLength : size.x(), axis == 1 ? resultLineLength : size.y());
    }

    int count() {
        return Math.multiplyExact(rows, bundlesInRow);
    }

    int resultLength() {
        return Math.toIntExact((long) resultLineLength * lanesInRow * rows);
    }

    /** Reads a bundle, with copies of its first and last elements before and after. */
    void load(int bundle, float[] voxels, double[] lines, int margin) {
        int base = base(bundle, from);
        int lanes = lanes(bundle);
        for (int i = -margin; i < lineLength + margin; i++) {
            int at = base + from.element * Math.min(Math.max(i, 0), lineLength - 1);
            int line = (i + margin) * LANES;
            for (int lane = 0; lane < lanes; lane++) {
                lines[line + lane] = voxels[at + lane * from.lane];
            }
        }
    }

    /** Writes the lines that a bundle has become. */
    void store(int bundle, double[] lines, float[] result) {
        int base = base(bundle, to);
        int lanes = lanes(bundle);
        for (int i = 0; i < resultLineLength; i++) {
            int at = base + i * to.element;
            for (int lane = 0; lane < lanes; lane++) {
                result[at + lane * to.lane] = (float) lines[i * LANES + lane];
            }
        }
    }

    private int base(int bundle, Strides strides) {
        return bundle / bundlesInRow * strides.row + bundle % bundlesInRow * LANES * strides.lane;
    }

    private int lanes(int bundle) {
        return Math.min(LANES, lanesInRow - bundle % bundlesInRow * LANES);
    }
}
