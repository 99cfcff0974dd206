package org.bactrian.numeric.spline;

import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/**
 * The slow twin of {@link CubicBSpline}: lines are padded by twelve copies of their ends, the equations of the B-spline
 * through the samples (mirrored beyond the padding, as SciPy does) are solved by elimination, and the spline is summed over
 * all its coefficients. Double precision throughout.
 */
final class DenseResize {

    private static final int PADDING = 12;

    private DenseResize() {}

    /** Resizes all axes together; not clipped. */
    static double[] cubic(Volume volume, Index3 to) {
        Index3 size = volume.geometry().size();
        double[] values = new double[volume.voxels().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = volume.voxels()[i];
        }
        values = along(0, values, size, matrix(size.x(), to.x()));
        values = along(1, values, new Index3(to.x(), size.y(), size.z()), matrix(size.y(), to.y()));
        return along(2, values, new Index3(to.x(), to.y(), size.z()), matrix(size.z(), to.z()));
    }

    /** The whole resize of a line as a matrix of {@code to} rows and {@code from} columns. */
    private static double[][] matrix(int from, int to) {
        double[][] matrix = new double[to][from];
        for (int sample = 0; sample < from; sample++) {
            double[] coefficients = coefficients(sample, from);
            for (int o = 0; o < to; o++) {
                double position = (o + 0.5) * from / to - 0.5 + PADDING;
                for (int k = 0; k < coefficients.length; k++) {
                    matrix[o][sample] += coefficients[k] * beta3(position - k);
                }
            }
        }
        return matrix;
    }

    /** The B-spline coefficients of a padded line that is one at a sample and zero elsewhere. */
    private static double[] coefficients(int sample, int length) {
        int n = length + 2 * PADDING;
        double[][] equations = new double[n][n + 1];
        for (int i = 0; i < n; i++) {
            equations[i][i] += 4.0 / 6;
            equations[i][i == 0 ? 1 : i - 1] += 1.0 / 6;
            equations[i][i == n - 1 ? n - 2 : i + 1] += 1.0 / 6;
            int padded = Math.min(Math.max(i - PADDING, 0), length - 1);
            equations[i][n] = padded == sample ? 1 : 0;
        }
        return eliminate(equations);
    }

    private static double[] eliminate(double[][] equations) {
        int n = equations.length;
        for (int pivot = 0; pivot < n; pivot++) {
            for (int row = 0; row < n; row++) {
                double factor = equations[row][pivot] / equations[pivot][pivot];
                for (int column = pivot; column <= n && row != pivot && factor != 0; column++) {
                    equations[row][column] -= factor * equations[pivot][column];
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = equations[i][n] / equations[i][i];
        }
        return solution;
    }

    /** The cubic B-spline itself. */
    private static double beta3(double x) {
        double d = Math.abs(x);
        if (d >= 2) {
            return 0;
        }
        return d < 1 ? 2.0 / 3 - d * d + d * d * d / 2 : Math.pow(2 - d, 3) / 6;
    }

    private static double[] along(int axis, double[] values, Index3 size, double[][] matrix) {
        int stride = axis == 0 ? 1 : axis == 1 ? size.x() : size.x() * size.y();
        int length = size.along(axis);
        double[] result = new double[values.length / length * matrix.length];
        for (int i = 0; i < result.length; i++) {
            int inner = i % stride;
            int o = i / stride % matrix.length;
            int outer = i / stride / matrix.length;
            for (int k = 0; k < length; k++) {
                result[i] += matrix[o][k] * values[inner + stride * (k + length * outer)];
            }
        }
        return result;
    }
}
