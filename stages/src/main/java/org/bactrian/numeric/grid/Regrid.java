package org.bactrian.numeric.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.bactrian.numeric.spline.AxisWeights;
import org.bactrian.numeric.spline.LabelSampling;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.numeric.spline.SeparateZ;
import org.bactrian.numeric.spline.SplineOrder;
import org.bactrian.numeric.spline.Strides3;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;

/**
 * Brings images, label maps and class scores from the last grid of a history back to its first.
 *
 * <p>Between two neighbouring grids every axis is either pasted (whole voxels: crop, flip, reorder) or interpolated
 * linearly (the same box, or a scaled axis; held constant up to the outer face). What lies outside of a grid on the way
 * is background, or intensity 0. Where slices lie far apart (nnU-Net's rule for the two ends of the history) the nearest
 * slice is taken along that axis. All steps collapse into one set of weights an axis, so a long history costs no more than
 * a short one. Immutable; safe to use from many threads.
 */
public final class Regrid {

    private final Geometry from;
    private final Geometry to;
    private final AxisWeights[] weights = new AxisWeights[3];
    private final Strides3 strides;

    private Regrid(List<Geometry> grids) {
        to = grids.get(0);
        from = grids.get(grids.size() - 1);
        List<GridStep> steps = new ArrayList<>();
        for (int i = 1; i < grids.size(); i++) {
            steps.add(GridStep.between(grids.get(i), grids.get(i - 1)));
        }
        int[] sourceAxis = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            sourceAxis[axis] = sourceAxis(steps, axis);
        }
        OptionalInt separate = SeparateZ.axisFromResampled(from, spacingAlong(sourceAxis));
        for (int axis = 0; axis < 3; axis++) {
            boolean apart = separate.isPresent() && separate.getAsInt() == sourceAxis[axis];
            weights[axis] = weights(steps, axis, apart ? SplineOrder.NEAREST : SplineOrder.LINEAR);
        }
        Strides3 dense = Strides3.of(from.size());
        strides = new Strides3(dense.along(sourceAxis[0]), dense.along(sourceAxis[1]), dense.along(sourceAxis[2]));
    }

    /**
     * From the last grid of a history, such as {@code Case.grids()}, back to its first.
     *
     * @throws IllegalArgumentException where a step is a rotation or a shear, or the history is empty
     */
    public static Regrid backwards(List<Geometry> grids) {
        if (grids.isEmpty()) {
            throw new IllegalArgumentException("a history has at least one grid");
        }
        return new Regrid(grids);
    }

    /** From one grid straight to another. */
    public static Regrid between(Geometry from, Geometry to) {
        return backwards(List.of(to, from));
    }

    /** The grid that data come from. */
    public Geometry from() {
        return from;
    }

    /** The grid that data go to. */
    public Geometry to() {
        return to;
    }

    /**
     * The class with the largest score at every voxel of {@link #to()}: scores are interpolated, not labels. Equal scores
     * go to the lowest class, and what lies outside of a grid is class 0. Memory does not grow with the number of classes.
     *
     * @param scores {@code scores[class][voxel]} on {@link #from()}, x fastest; logits or probabilities
     */
    public LabelMap argMax(float[][] scores) {
        return argMax(scores, Lines.allCores());
    }

    LabelMap argMax(float[][] scores, Lines lines) {
        for (float[] ofClass : scores) {
            if (ofClass.length != from.size().product()) {
                throw new IllegalArgumentException("a grid of %s needs %d scores a class, got %d"
                        .formatted(from.size(), from.size().product(), ofClass.length));
            }
        }
        return new ArgMax(slabs(), to).of(scores, lines);
    }

    /**
     * An image, or the scores or probabilities of one class, on {@link #to()}; 0 outside.
     *
     * @param volume on {@link #from()}; not modified
     */
    public Volume volume(Volume volume) {
        requireFrom(volume.geometry());
        int voxels = Math.toIntExact(to.size().product());
        float[] result = new float[voxels];
        slabs().forEachRow(volume.voxels(), Lines.allCores(), (row, at) -> {
            for (int x = 0; x < row.length; x++) {
                result[at + x] = (float) row[x];
            }
        });
        return new Volume(to, result);
    }

    /**
     * A label map on {@link #to()}: of the interpolated indicators of all labels the largest wins, ties go to the nearest
     * voxel's label. No label appears that was not there; background outside.
     *
     * @param labels on {@link #from()}; not modified
     */
    public LabelMap labels(LabelMap labels) {
        requireFrom(labels.geometry());
        return new LabelSampling(labels, weights[0], weights[1], weights[2], strides).onto(to, Lines.allCores());
    }

    private Slabs slabs() {
        return new Slabs(weights[0], weights[1], weights[2], strides);
    }

    private void requireFrom(Geometry geometry) {
        if (!geometry.equals(from)) {
            throw new IllegalArgumentException("expected data on %s, got data on %s".formatted(from, geometry));
        }
    }

    private static int sourceAxis(List<GridStep> steps, int axis) {
        int along = axis;
        for (GridStep step : steps) {
            along = step.along(along).axis();
        }
        return along;
    }

    private AxisWeights weights(List<GridStep> steps, int axis, SplineOrder order) {
        AxisWeights all = AxisWeights.nearest(AxisWeights.positions(size(axis), size(axis)), size(axis));
        int along = axis;
        for (GridStep step : steps) {
            all = all.after(step.along(along).weights(order));
            along = step.along(along).axis();
        }
        return all;
    }

    private int size(int axis) {
        return to.size().along(axis);
    }

    /** The spacing of the target along the axes of the source. */
    private Spacing spacingAlong(int[] sourceAxis) {
        double[] spacing = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            spacing[sourceAxis[axis]] = to.spacing().along(axis);
        }
        return new Spacing(spacing[0], spacing[1], spacing[2]);
    }
}
