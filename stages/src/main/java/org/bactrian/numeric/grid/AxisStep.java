package org.bactrian.numeric.grid;

import org.bactrian.numeric.spline.AxisWeights;
import org.bactrian.numeric.spline.SplineOrder;
import org.bactrian.numeric.spline.TorchResize;

/**
 * How one axis of a wanted grid runs along an axis of a given grid: voxel {@code i} of it lies at
 * {@code scale * i + offset} of that.
 *
 * @param axis the axis of the given grid
 * @param scale voxels of the given grid for one of the wanted; negative where they run against each other
 * @param offset where voxel 0 lies
 * @param given voxels of the given grid along its axis
 * @param wanted voxels of the wanted grid
 */
record AxisStep(int axis, double scale, double offset, int given, int wanted) {

    /**
     * In voxels: by how much grids may miss whole voxels, or each other's outer faces, and still count as fitting. Headers
     * carry seven digits, which over a few hundred voxels is less than a tenth of this; it is far below what shows.
     */
    static final double FIT_TOLERANCE = 1e-3;

    /**
     * The weights of given voxels for wanted ones.
     *
     * @param asInTorch whether the nearest of a resized axis is found as torch does
     */
    AxisWeights weights(SplineOrder order, boolean asInTorch) {
        if (asInTorch && order == SplineOrder.NEAREST && scale > 0 && isSameBox()) {
            return TorchResize.weights(order, given, wanted);
        }
        double[] positions = positions();
        return order == SplineOrder.NEAREST
                ? AxisWeights.nearest(positions, given)
                : AxisWeights.linear(positions, given);
    }

    /** Where the wanted voxels lie on the given axis; NaN outside of its outer faces. */
    private double[] positions() {
        double[] positions = isSameBox() ? AxisWeights.positions(given, wanted) : affine();
        if (scale < 0) {
            for (int i = 0; i < wanted; i++) {
                positions[i] = given - 1 - positions[i];
            }
        }
        return positions;
    }

    private double[] affine() {
        double step = isUnscaled() ? 1 : Math.abs(scale);
        double start = isUnscaled() && near(forwardOffset(), Math.rint(forwardOffset()))
                ? Math.rint(forwardOffset())
                : forwardOffset();
        double[] positions = new double[wanted];
        for (int i = 0; i < wanted; i++) {
            double position = start + step * i;
            boolean inside = position > -0.5 - FIT_TOLERANCE && position < given - 0.5 + FIT_TOLERANCE;
            positions[i] = inside ? position : Double.NaN;
        }
        return positions;
    }

    /** The offset of the same step counted from the other end where the axes run against each other. */
    private double forwardOffset() {
        return scale < 0 ? given - 1 - offset : offset;
    }

    private boolean isSameBox() {
        double step = Math.abs(scale);
        return near(forwardOffset() - step / 2, -0.5) && near(forwardOffset() + step * (wanted - 0.5), given - 0.5);
    }

    private boolean isUnscaled() {
        return Math.abs(Math.abs(scale) - 1) * wanted < FIT_TOLERANCE;
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) < FIT_TOLERANCE;
    }
}
