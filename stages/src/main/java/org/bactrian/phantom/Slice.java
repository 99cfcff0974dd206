package org.bactrian.phantom;

import java.util.Arrays;
import org.bactrian.volume.Geometry;

/**
 * One axial slice while it is painted. A voxel that a surface cuts gets the mean of what it holds (partial volume), by
 * looking at points inside the voxel, and the label of what fills at least half of it.
 */
final class Slice {

    private static final double AIR = -1024;

    /** Points inside a voxel are at most about this far apart; millimetres. */
    private static final double POINT_DISTANCE_MM = 1.7;

    private final Geometry grid;
    private final double z;
    private final float[] hu;
    private final byte[] labels;
    private final int pointsInPlane;
    private final int pointsAcross;
    private final double reach;

    Slice(Geometry grid, int number) {
        this.grid = grid;
        z = grid.position(0, 0, number).z();
        hu = new float[grid.size().x() * grid.size().y()];
        labels = new byte[hu.length];
        Arrays.fill(hu, (float) AIR);
        double inPlane = grid.spacing().x();
        double across = grid.spacing().z();
        pointsInPlane = (int) Math.ceil(inPlane / POINT_DISTANCE_MM);
        pointsAcross = (int) Math.ceil(across / POINT_DISTANCE_MM);
        reach = 0.6 * Math.sqrt(2 * inPlane * inPlane + across * across);
    }

    /** Hounsfield units, x (to the right) fastest; the caller may change them. */
    float[] hu() {
        return hu;
    }

    /** Labels, x fastest. */
    byte[] labels() {
        return labels;
    }

    /** Covers what is there with a part. */
    void paint(Part part) {
        Bounds bounds = part.shape().bounds().grown(grid.spacing().x());
        double halfSlice = 0.5 * grid.spacing().z();
        if (z + halfSlice < bounds.low().z() || z - halfSlice > bounds.high().z()) {
            return;
        }
        int fromX = first(bounds.low().x(), grid.origin().x(), grid.spacing().x());
        int fromY = first(bounds.low().y(), grid.origin().y(), grid.spacing().y());
        int toX = last(
                bounds.high().x(),
                grid.origin().x(),
                grid.spacing().x(),
                grid.size().x());
        int toY = last(
                bounds.high().y(),
                grid.origin().y(),
                grid.spacing().y(),
                grid.size().y());
        for (int j = fromY; j <= toY; j++) {
            double y = grid.origin().y() + j * grid.spacing().y();
            for (int i = fromX; i <= toX; i++) {
                double x = grid.origin().x() + i * grid.spacing().x();
                cover(i + grid.size().x() * j, part, x, y);
            }
        }
    }

    private void cover(int at, Part part, double x, double y) {
        double depth = part.shape().depth(x, y, z);
        if (depth <= -reach) {
            return;
        }
        double share = depth >= reach ? 1 : share(part.shape(), x, y);
        if (share <= 0) {
            return;
        }
        double inside = part.tissue().hu(x, y, z, depth);
        hu[at] = (float) (hu[at] + share * (inside - hu[at]));
        if (share >= 0.5) {
            labels[at] = (byte) part.label();
        }
    }

    /** How much of the voxel around a point a shape fills, 0 to 1. */
    private double share(Shape shape, double x, double y) {
        double stepInPlane = grid.spacing().x() / pointsInPlane;
        double stepAcross = grid.spacing().z() / pointsAcross;
        double firstInPlane = -0.5 * (grid.spacing().x() - stepInPlane);
        double firstAcross = -0.5 * (grid.spacing().z() - stepAcross);
        double sum = 0;
        for (int c = 0; c < pointsAcross; c++) {
            for (int b = 0; b < pointsInPlane; b++) {
                for (int a = 0; a < pointsInPlane; a++) {
                    double depth = shape.depth(
                            x + firstInPlane + a * stepInPlane,
                            y + firstInPlane + b * stepInPlane,
                            z + firstAcross + c * stepAcross);
                    sum += Math.max(0, Math.min(1, 0.5 + depth / stepInPlane));
                }
            }
        }
        return sum / (pointsAcross * pointsInPlane * pointsInPlane);
    }

    private static int first(double position, double origin, double spacing) {
        return (int) Math.max(0, Math.ceil((position - origin) / spacing));
    }

    private static int last(double position, double origin, double spacing, int size) {
        return (int) Math.min(size - 1, Math.floor((position - origin) / spacing));
    }
}
