package org.bactrian.numeric.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.bactrian.numeric.spline.AxisWeights;
import org.bactrian.numeric.spline.LabelSampling;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.numeric.spline.SeparateZ;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SplineOrder;
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
public final class Regrid implements ScoreGrid {

    /** Labels take two bytes at most. */
    private static final int MOST_CLASSES = 65535;

    private final Geometry from;
    private final Geometry to;
    private final Weights3 weights;
    private final Lattice source;
    private final OptionalInt separate;

    /** Decides which axis is separate, by the target's spacing along the axes of the source, and which of these its axes are. */
    @FunctionalInterface
    private interface Separation {
        OptionalInt axis(Spacing target, int[] sourceAxis);
    }

    private Regrid(List<Geometry> grids, Separation separation, SliceOrders orders, boolean asInTorch) {
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
        separate = separation.axis(spacingAlong(sourceAxis), sourceAxis);
        AxisWeights[] along = new AxisWeights[3];
        for (int axis = 0; axis < 3; axis++) {
            boolean apart = separate.isPresent() && separate.getAsInt() == sourceAxis[axis];
            along[axis] = weights(steps, axis, apart ? orders.across() : orders.inPlane(), asInTorch);
        }
        weights = new Weights3(along[0], along[1], along[2]);
        source = Lattice.of(from.size(), sourceAxis);
    }

    /**
     * From the last grid of a history, such as {@code Case.grids()}, back to its first.
     *
     * @throws IllegalArgumentException where a step is a rotation or a shear, or the history is empty
     */
    public static Regrid backwards(List<Geometry> grids) {
        Geometry last = last(grids);
        return new Regrid(
                grids, (target, axes) -> SeparateZ.axisFromResampled(last, target), SliceOrders.LINEAR, false);
    }

    /**
     * The same for a last grid whose spacing is not quite what a resampling was asked for, because a grid has whole voxels:
     * whether slices lie far apart is decided by what was asked.
     *
     * @param asked spacing of the last grid
     */
    public static Regrid backwards(List<Geometry> grids, Spacing asked) {
        return backwards(grids, asked, ScoreRule.STANDARD);
    }

    /**
     * The same by another rule.
     *
     * @param asked spacing of the last grid
     * @throws IllegalArgumentException also where the rule {@linkplain ScoreRule#isSmooth() overshoots}
     */
    public static Regrid backwards(List<Geometry> grids, Spacing asked, ScoreRule rule) {
        last(grids);
        if (rule.isSmooth()) {
            throw new IllegalArgumentException("scores become means of those around them, got " + rule.orders());
        }
        return new Regrid(grids, (target, axes) -> rule.separate(asked, target, axes), rule.orders(), rule.asInTorch());
    }

    private static Geometry last(List<Geometry> grids) {
        if (grids.isEmpty()) {
            throw new IllegalArgumentException("a history has at least one grid");
        }
        return grids.get(grids.size() - 1);
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
    @Override
    public Geometry to() {
        return to;
    }

    /**
     * {@inheritDoc}
     *
     * @param scores of at most 65,535 classes; more than 255 make a wide label map
     */
    @Override
    public LabelMap argMax(float[][] scores) {
        return argMax(scores, Lines.allCores());
    }

    /**
     * {@link #argMax(float[][])}.
     *
     * @param lines the threads to use; the result does not depend on it
     */
    public LabelMap argMax(float[][] scores, Lines lines) {
        int[] classes = IntStream.range(0, scores.length).toArray();
        return labels(scores, Contest.LARGEST, classes, lines);
    }

    @Override
    public LabelMap regions(float[][] scores, List<Integer> labels) {
        return regions(scores, labels, Lines.allCores());
    }

    /**
     * {@link #regions(float[][], List)}.
     *
     * @param lines the threads to use; the result does not depend on it
     */
    public LabelMap regions(float[][] scores, List<Integer> labels, Lines lines) {
        return labels(scores, Contest.LAST_POSITIVE, painted(scores, labels), lines);
    }

    /** The label of each winner among regions; of none, background. */
    static int[] painted(float[][] scores, List<Integer> labels) {
        if (labels.size() != scores.length || labels.stream().anyMatch(label -> label < 0 || label > MOST_CLASSES)) {
            throw new IllegalArgumentException("expected a label of 0 to %d for each of %d regions, got %s"
                    .formatted(MOST_CLASSES, scores.length, labels));
        }
        return IntStream.concat(IntStream.of(0), labels.stream().mapToInt(label -> label))
                .toArray();
    }

    private LabelMap labels(float[][] scores, Contest contest, int[] labelOf, Lines lines) {
        requireScores(from, scores, labelOf);
        LabelMap labels = background(to, labelOf);
        new ScoreLabels(scores, contest, labelOf, source, weights).onto(labels, lines);
        return labels;
    }

    static void requireScores(Geometry grid, float[][] scores, int[] labelOf) {
        if (scores.length == 0 || labelOf.length > MOST_CLASSES) {
            throw new IllegalArgumentException(
                    "expected scores of 1 to %d classes, got %d".formatted(MOST_CLASSES, scores.length));
        }
        for (float[] ofClass : scores) {
            if (ofClass.length != grid.size().product()) {
                throw new IllegalArgumentException("a grid of %s needs %d scores a class, got %d"
                        .formatted(grid.size(), grid.size().product(), ofClass.length));
            }
        }
    }

    /** A map that is wide enough for the labels of the winners. */
    static LabelMap background(Geometry grid, int[] labelOf) {
        return LabelMap.forLabels(grid, Arrays.stream(labelOf).max().orElse(0));
    }

    /**
     * An image, or the scores or probabilities of one class, on {@link #to()}; 0 outside.
     *
     * @param volume on {@link #from()}; not modified
     */
    public Volume volume(Volume volume) {
        requireFrom(volume.geometry());
        float[] voxels = volume.voxels();
        float[] result = new float[Math.toIntExact(to.size().product())];
        List<Span> inside = Span.inside(Span.cells(weights.x()));
        Lines.allCores().forEach(to.size().z(), () -> {
            RowKernel kernel = new RowKernel(weights, source);
            double[] values = new double[to.size().x()];
            return z -> {
                for (int y = 0; y < to.size().y(); y++) {
                    kernel.moveTo(y, z);
                    int start = to.size().x() * (y + to.size().y() * z);
                    for (int i = 0; i < inside.size() && kernel.lines() > 0; i++) {
                        kernel.interpolate(voxels, inside.get(i), values);
                        store(values, inside.get(i), result, start);
                    }
                }
            };
        });
        return new Volume(to, result);
    }

    @Override
    public void forEachRow(float[][] scores, double[] outside, ScoreRow rows) {
        List<Span> inside = Span.inside(Span.cells(weights.x()));
        int length = to.size().x();
        Lines.allCores().forEach(to.size().z(), () -> {
            RowKernel kernel = new RowKernel(weights, source);
            double[][] row = new double[scores.length][length];
            double[] values = new double[length];
            return z -> {
                for (int y = 0; y < to.size().y(); y++) {
                    kernel.moveTo(y, z);
                    for (int c = 0; c < scores.length; c++) {
                        Arrays.fill(row[c], outside[c]);
                        for (int i = 0; i < inside.size() && kernel.lines() > 0; i++) {
                            Span span = inside.get(i);
                            kernel.interpolate(scores[c], span, values);
                            System.arraycopy(values, 0, row[c], span.from(), span.length());
                        }
                    }
                    rows.accept(length * (y + to.size().y() * z), row);
                }
            };
        });
    }

    private static void store(double[] values, Span span, float[] result, int start) {
        for (int i = 0; i < span.length(); i++) {
            result[start + span.from() + i] = (float) values[i];
        }
    }

    /**
     * A label map on {@link #to()}: of the interpolated indicators of all labels the largest wins, ties go to the nearest
     * voxel's label. No label appears that was not there; background outside.
     *
     * @param labels on {@link #from()}; not modified
     */
    public LabelMap labels(LabelMap labels) {
        requireFrom(labels.geometry());
        return new LabelSampling(labels, weights.x(), weights.y(), weights.z(), source.strides())
                .onto(to, Lines.allCores());
    }

    private void requireFrom(Geometry geometry) {
        if (!geometry.equals(from)) {
            throw new IllegalArgumentException("expected data on %s, got data on %s".formatted(from, geometry));
        }
    }

    /** The axis of the grid that data come from along which slices are kept separate, if there is one. */
    OptionalInt separateAxis() {
        return separate;
    }

    Weights3 weights() {
        return weights;
    }

    Lattice source() {
        return source;
    }

    private static int sourceAxis(List<GridStep> steps, int axis) {
        int along = axis;
        for (GridStep step : steps) {
            along = step.along(along).axis();
        }
        return along;
    }

    private AxisWeights weights(List<GridStep> steps, int axis, SplineOrder order, boolean asInTorch) {
        AxisWeights all = AxisWeights.nearest(AxisWeights.positions(size(axis), size(axis)), size(axis));
        int along = axis;
        for (GridStep step : steps) {
            all = all.after(step.along(along).weights(order, asInTorch));
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
