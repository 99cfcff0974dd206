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
            double[] row = new double[from.size().x()];
            double[] resized = new double[grid.size().x()];
            return z -> {
                for (int y = 0; y < grid.size().y(); y++) {
                    sum(volume, weights[1], y, weights[2], z, row);
                    weights[0].apply(row, resized, 0);
                    store(resized, result, resized.length * (y + grid.size().y() * z));
                }
            };
        });
        return new Volume(grid, result);
    }

    /** Weights of the order {@link SplineOrder#LINEAR} or {@link SplineOrder#NEAREST} for one axis. */
    static AxisWeights weights(SplineOrder order, int length, int wanted) {
        float scale = (float) length / wanted;
        double[] positions = new double[wanted];
        for (int o = 0; o < wanted; o++) {
            float centre = (o + 0.5f) * scale;
            positions[o] = order == SplineOrder.LINEAR ? Math.max(0, centre - 0.5f) : Math.floor(centre);
        }
        return AxisWeights.of(order, positions, length);
    }

    /** The row of the source that lies at a row of the output. */
    private static void sum(Volume source, AxisWeights alongY, int y, AxisWeights alongZ, int z, double[] row) {
        Index3 size = source.geometry().size();
        float[] voxels = source.voxels();
        Arrays.fill(row, 0);
        for (int tapZ = alongZ.begin(z); tapZ < alongZ.end(z); tapZ++) {
            for (int tapY = alongY.begin(y); tapY < alongY.end(y); tapY++) {
                double weight = alongZ.weight(tapZ) * alongY.weight(tapY);
                int from = size.x() * (alongY.index(tapY) + size.y() * alongZ.index(tapZ));
                for (int x = 0; x < row.length; x++) {
                    row[x] += weight * voxels[from + x];
                }
            }
        }
    }

    private static void store(double[] row, float[] result, int at) {
        for (int x = 0; x < row.length; x++) {
            result[at + x] = (float) row[x];
        }
    }
}
