package org.bactrian.numeric.spline;

import java.util.function.IntFunction;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;

/**
 * Resizes label maps: every label's indicator is interpolated linearly and a {@link LabelRule} decides; by default the
 * largest wins. Along a separate axis the nearest slice is taken.
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
        return resize(labels, rule, LabelRule.LARGEST_SHARE, lines);
    }

    /**
     * Resizes.
     *
     * @param labels is not modified; it is returned itself when it has the wanted size already
     * @param labelRule which label wins; with that of torch, places are computed in single precision as torch does
     * @param lines the threads to use; the result does not depend on it
     */
    public static LabelMap resize(LabelMap labels, ResampleRule rule, LabelRule labelRule, Lines lines) {
        Index3 from = labels.geometry().size();
        if (from.equals(rule.size())) {
            return labels;
        }
        IntFunction<AxisWeights> weights = axis -> {
            SplineOrder order = rule.along(axis, SplineOrder.LINEAR);
            int length = from.along(axis);
            int wanted = rule.size().along(axis);
            if (labelRule == LabelRule.TORCH) {
                return TorchResize.weights(order, length, wanted);
            }
            double[] positions = AxisWeights.positions(length, wanted);
            return order == SplineOrder.LINEAR
                    ? AxisWeights.linearInPairs(positions, length)
                    : AxisWeights.nearest(positions, length);
        };
        LabelSampling sampling = new LabelSampling(
                labels, weights.apply(0), weights.apply(1), weights.apply(2), Strides3.of(from), labelRule);
        return sampling.onto(labels.geometry().resized(rule.size()), lines);
    }
}
