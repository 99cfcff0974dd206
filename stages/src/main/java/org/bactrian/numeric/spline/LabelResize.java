package org.bactrian.numeric.spline;

import java.util.function.IntFunction;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;

/**
 * Resizes label maps by nnU-Net's present rule: every label's indicator is interpolated linearly and the largest wins;
 * exact ties go to the label of the nearest voxel if it is among the tied, otherwise to the smallest of them. Along a
 * separate axis the nearest slice is taken.
 */
public final class LabelResize {

    private LabelResize() {}

    /** Resizes on all cores. */
    public static LabelMap resize(LabelMap labels, ResampleRule rule) {
        return resize(labels, rule, Lines.allCores());
    }

    /**
     * Resizes.
     *
     * @param labels is not modified; it is returned itself when it has the wanted size already
     * @param lines the threads to use; the result does not depend on it
     */
    public static LabelMap resize(LabelMap labels, ResampleRule rule, Lines lines) {
        Index3 from = labels.geometry().size();
        if (from.equals(rule.size())) {
            return labels;
        }
        IntFunction<AxisWeights> weights = axis -> {
            double[] positions =
                    AxisWeights.positions(from.along(axis), rule.size().along(axis));
            return rule.along(axis, SplineOrder.LINEAR) == SplineOrder.LINEAR
                    ? AxisWeights.linear(positions, from.along(axis))
                    : AxisWeights.nearest(positions, from.along(axis));
        };
        LabelSampling sampling =
                new LabelSampling(labels, weights.apply(0), weights.apply(1), weights.apply(2), Strides3.of(from));
        return sampling.onto(labels.geometry().resized(rule.size()), lines);
    }
}
