package org.bactrian.numeric.spline;

import java.util.Arrays;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/**
 * Resizes images as torch's {@code interpolate} does, which nnU-Net offers as its fast variant: straight lines between
 * voxels and no smoothing; along a separate axis the nearest slice. Where a voxel lies is computed in single precision,
 * which decides between two slices that are equally near. One pass over the output, a row at a time.
 */
public final class TorchResize {

    private TorchResize() {}

    /** Resizes on all cores. */
    public static Volume resize(Volume volume, ResampleRule rule) {
        return resize(volume, rule, Lines.allCores());
    }

    /**
     * Resizes.
     *
     * @param volume is not modified; it is returned itself when it has the wanted size already
     * @param lines the threads to use; the result does not depend on it
     */
    public static Volume resize(Volume volume, ResampleRule rule, Lines lines) {
        Geometry from = volume.geometry();
        if (from.size().equals(rule.size())) {
            return volume;
        }
        AxisWeights[] weights = new AxisWeights[3];
        for (int axis = 0; axis < 3; axis++) {
            SplineOrder order = rule.along(axis, SplineOrder.LINEAR);
            weights[axis] = weights(order, from.size().along(axis), rule.size().along(axis));
        }
        Geometry grid = from.resized(rule.size());
        float[] result = new float[Math.toIntExact(grid.size().product())];
        lines.forEach(grid.size().z(), () -> {
            float[] line = new float[from.size().x()];
            double[] row = new double[line.length];
            double[] resized = new double[grid.size().x()];
            return z -> {
                for (int y = 0; y < grid.size().y(); y++) {
                    Arrays.fill(row, 0);
                    forEachTap(weights[1], y, weights[2], z, (alongY, alongZ, weight) -> {
                        volume.line(new Index3(0, alongY, alongZ), 0, line.length, line, 0);
                        add(weight, line, row);
                    });
                    weights[0].apply(row, resized, 0);
                    store(resized, result, resized.length * (y + grid.size().y() * z));
                }
            };
        });
        return new Volume(grid, result);
    }

    /** Weights of the order {@link SplineOrder#LINEAR} or {@link SplineOrder#NEAREST} for one axis. */
    public static AxisWeights weights(SplineOrder order, int length, int wanted) {
        float scale = (float) length / wanted;
        double[] positions = new double[wanted];
        for (int o = 0; o < wanted; o++) {
            float centre = (o + 0.5f) * scale;
            positions[o] = order == SplineOrder.LINEAR ? Math.max(0, centre - 0.5f) : Math.floor(centre);
        }
        return AxisWeights.of(order, positions, length);
    }

    /** A row of the source near a row of the output, and its weight there. */
    private interface Tap {
        void at(int y, int z, double weight);
    }

    private static void forEachTap(AxisWeights alongY, int y, AxisWeights alongZ, int z, Tap tap) {
        for (int tapZ = alongZ.begin(z); tapZ < alongZ.end(z); tapZ++) {
            for (int tapY = alongY.begin(y); tapY < alongY.end(y); tapY++) {
                tap.at(alongY.index(tapY), alongZ.index(tapZ), alongZ.weight(tapZ) * alongY.weight(tapY));
            }
        }
    }

    private static void add(double weight, float[] line, double[] row) {
        for (int x = 0; x < row.length; x++) {
            row[x] += weight * line[x];
        }
    }

    private static void store(double[] row, float[] result, int at) {
        for (int x = 0; x < row.length; x++) {
            result[at + x] = (float) row[x];
        }
    }
}
