package org.bactrian.numeric.grid;

import java.util.List;
import java.util.Locale;
import org.bactrian.numeric.spline.Strides3;
import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;

/**
 * Axes in another order, some of them flipped. Voxels stay where they are in the patient.
 *
 * @param x the axis that becomes x: 0 for the old x, 1 for y, 2 for z
 * @param y the axis that becomes y
 * @param z the axis that becomes z
 */
public record AxisOrder(Turned x, Turned y, Turned z) {

    /**
     * An old axis.
     *
     * @param axis 0 for x, 1 for y, 2 for z
     * @param flipped whether it is walked from its last voxel to its first
     */
    public record Turned(int axis, boolean flipped) {}

    /** Where the letters of anatomical directions point in RAS+ space: by axis, the growing direction first. */
    private static final List<String> LETTERS = List.of("RL", "AP", "SI");

    private static final int UNTAKEN = -1;

    public AxisOrder {
        if ((1 << x.axis | 1 << y.axis | 1 << z.axis) != 0b111) {
            throw new IllegalArgumentException(
                    "axes must be 0, 1 and 2 in some order, got %d, %d, %d".formatted(x.axis, y.axis, z.axis));
        }
    }

    /** Axes in another order, none flipped. */
    public static AxisOrder permuted(int x, int y, int z) {
        return new AxisOrder(new Turned(x, false), new Turned(y, false), new Turned(z, false));
    }

    /**
     * The order in which the axes of a grid grow most nearly towards anatomical directions. The axis that lies nearest to one
     * takes it first, as in nibabel and ITK: of a grid that is tilted twice the last one may take what is left.
     *
     * @param letters for x, y and z one of R or L, A or P, S or I, each pair once: {@code RAS}, {@code LPS}
     */
    public static AxisOrder towards(String letters, Direction direction) {
        int[] space = anatomicalAxes(letters);
        int[] nearest = {UNTAKEN, UNTAKEN, UNTAKEN};
        for (int round = 0; round < 3; round++) {
            takeNearest(nearest, space, direction);
        }
        Turned[] turned = new Turned[3];
        for (int k = 0; k < 3; k++) {
            boolean grows = LETTERS.get(space[k]).charAt(0)
                    == letters.toUpperCase(Locale.ROOT).charAt(k);
            turned[k] = new Turned(nearest[k], component(direction.along(nearest[k]), space[k]) > 0 != grows);
        }
        return new AxisOrder(turned[0], turned[1], turned[2]);
    }

    /** Of the axes that are left, that which lies nearest to a direction that is left takes it. */
    private static void takeNearest(int[] nearest, int[] space, Direction direction) {
        int bestAxis = UNTAKEN;
        int bestK = UNTAKEN;
        double most = -1;
        for (int axis = 0; axis < 3; axis++) {
            boolean isTaken = nearest[0] == axis || nearest[1] == axis || nearest[2] == axis;
            for (int k = 0; k < 3 && !isTaken; k++) {
                double along = Math.abs(component(direction.along(axis), space[k]));
                if (nearest[k] == UNTAKEN && along > most) {
                    most = along;
                    bestAxis = axis;
                    bestK = k;
                }
            }
        }
        nearest[bestK] = bestAxis;
    }

    /**
     * Checks letters as {@link #towards} takes them.
     *
     * @throws IllegalArgumentException when they do not name three directions
     */
    public static void requireLetters(String letters) {
        anatomicalAxes(letters);
    }

    /** The grid that shows the same voxels in this order. */
    public Geometry of(Geometry grid) {
        Index3 first = new Index3(first(grid, 0), first(grid, 1), first(grid, 2));
        return new Geometry(
                new Index3(
                        grid.size().along(x.axis),
                        grid.size().along(y.axis),
                        grid.size().along(z.axis)),
                new Spacing(
                        grid.spacing().along(x.axis),
                        grid.spacing().along(y.axis),
                        grid.spacing().along(z.axis)),
                grid.position(first.x(), first.y(), first.z()),
                new Direction(direction(grid, x), direction(grid, y), direction(grid, z)));
    }

    /** The same image in this order, sharing its memory; the volume itself where the order changes nothing. */
    public Volume of(Volume volume) {
        Geometry grid = volume.geometry();
        Index3 first = new Index3(first(grid, 0), first(grid, 1), first(grid, 2));
        return isIdentity() ? volume : volume.view(of(grid), first, step(x), step(y), step(z));
    }

    /** The same labels in this order; the map itself where the order changes nothing. */
    public LabelMap of(LabelMap labels) {
        return isIdentity() ? labels : view(labels.geometry()).of(labels);
    }

    /** Whether this leaves every grid as it is. */
    public boolean isIdentity() {
        return equals(permuted(0, 1, 2));
    }

    /** The old axis that becomes an axis: 0 for x, 1 for y, 2 for z. */
    public Turned along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IndexOutOfBoundsException("axis must be 0, 1 or 2, got " + axis);
        };
    }

    private VoxelView view(Geometry grid) {
        Strides3 old = Strides3.of(grid.size());
        int base = first(grid, 0) + first(grid, 1) * old.y() + first(grid, 2) * old.z();
        return new VoxelView(of(grid), base, new Strides3(stride(old, x), stride(old, y), stride(old, z)));
    }

    private int first(Geometry grid, int oldAxis) {
        for (int k = 0; k < 3; k++) {
            if (along(k).axis == oldAxis && along(k).flipped) {
                return grid.size().along(oldAxis) - 1;
            }
        }
        return 0;
    }

    private static Index3 step(Turned turned) {
        int step = turned.flipped ? -1 : 1;
        return new Index3(turned.axis == 0 ? step : 0, turned.axis == 1 ? step : 0, turned.axis == 2 ? step : 0);
    }

    private static int stride(Strides3 old, Turned turned) {
        return turned.flipped ? -old.along(turned.axis) : old.along(turned.axis);
    }

    private static Vector3 direction(Geometry grid, Turned turned) {
        Vector3 old = grid.direction().along(turned.axis);
        return turned.flipped ? new Vector3(0 - old.x(), 0 - old.y(), 0 - old.z()) : old;
    }

    private static int[] anatomicalAxes(String letters) {
        int[] axes = new int[3];
        int seen = 0;
        for (int k = 0; k < 3 && letters.length() == 3; k++) {
            for (int axis = 0; axis < 3; axis++) {
                if (LETTERS.get(axis).indexOf(Character.toUpperCase(letters.charAt(k))) >= 0) {
                    axes[k] = axis;
                    seen |= 1 << axis;
                }
            }
        }
        if (seen != 0b111) {
            throw new IllegalArgumentException("three letters, one of each of R/L, A/P and S/I, are expected, such as"
                    + " RAS or LPS; got '%s'".formatted(letters));
        }
        return axes;
    }

    private static double component(Vector3 vector, int axis) {
        return switch (axis) {
            case 0 -> vector.x();
            case 1 -> vector.y();
            default -> vector.z();
        };
    }
}
