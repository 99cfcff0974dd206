package org.bactrian.stage.resample;

import java.util.List;
import java.util.Optional;
import org.bactrian.numeric.spline.LabelRule;
import org.bactrian.numeric.spline.SliceRule;
import org.bactrian.numeric.spline.SplineOrder;
import org.bactrian.stage.Setting;
import org.bactrian.volume.Spacing;

/** Settings of {@link Resample}. */
public record ResampleConfig(
        @Setting(
                "millimetres between voxel centres along x, y and z, after orientation; without z, slices stay as they are")
        List<Double> spacingMm,

        @Setting(value = "cubic, linear, nearest, or torch-linear: linear as torch computes it", defaultsTo = "cubic")
        ImageRule images,

        @Setting(
                value =
                        "which label wins: largest-share, threshold (the largest label with half of the share), or torch",
                defaultsTo = "largest-share")
        LabelRule labels,

        @Setting(value = "slices one by one: where-far-apart, always or never", defaultsTo = "where-far-apart")
        SliceRule slices,

        @Setting("the same for label maps; absent: as for images")
        Optional<SliceRule> labelSlices,

        @Setting(
                value =
                        "how images are interpolated across slices that are resampled one by one: nearest, linear or cubic",
                defaultsTo = "nearest")
        SplineOrder across,

        @Setting(
                "the channel that marks a region (mark-region), which is resampled as label maps are; absent: none does")
        Optional<Integer> region,

        @Setting(value = "a case that would take more megabytes a channel is refused", defaultsTo = "4096")
        int largestMb) {

    public ResampleConfig {
        spacingMm = List.copyOf(spacingMm);
        if (spacingMm.size() < 2
                || spacingMm.size() > 3
                || !spacingMm.stream().allMatch(mm -> mm > 0 && Double.isFinite(mm))) {
            throw new IllegalArgumentException("spacingMm must hold two or three positive numbers, got " + spacingMm);
        }
        if (images == ImageRule.TORCH_LINEAR && across != SplineOrder.NEAREST) {
            throw new IllegalArgumentException("across must be nearest where images are torch-linear, got " + across);
        }
        if (region.isPresent() && region.get() < 0) {
            throw new IllegalArgumentException("region must be a number from 0, got " + region.get());
        }
        if (largestMb < 1) {
            throw new IllegalArgumentException("largestMb must be at least 1, got " + largestMb);
        }
    }

    /** When the slices of label maps are resampled one by one. */
    public SliceRule slicesOfLabels() {
        return labelSlices.orElse(slices);
    }

    /** The spacing that a grid of the given spacing is brought to. */
    Spacing spacing(Spacing present) {
        return new Spacing(spacingMm.get(0), spacingMm.get(1), spacingMm.size() == 3 ? spacingMm.get(2) : present.z());
    }
}
