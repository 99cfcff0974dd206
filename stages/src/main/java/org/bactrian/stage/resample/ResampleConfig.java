package org.bactrian.stage.resample;

import java.util.List;
import org.bactrian.stage.Setting;
import org.bactrian.volume.Spacing;

/** Settings of {@link Resample}. */
public record ResampleConfig(
        @Setting("millimetres between voxel centres along x, y and z, after orientation")
        List<Double> spacingMm,

        @Setting(value = "a case that would take more megabytes a channel is refused", defaultsTo = "4096")
        int largestMb) {

    public ResampleConfig {
        spacingMm = List.copyOf(spacingMm);
        if (spacingMm.size() != 3 || !spacingMm.stream().allMatch(mm -> mm > 0 && Double.isFinite(mm))) {
            throw new IllegalArgumentException("spacingMm must hold three positive numbers, got " + spacingMm);
        }
        if (largestMb < 1) {
            throw new IllegalArgumentException("largestMb must be at least 1, got " + largestMb);
        }
    }

    /** The spacing as one. */
    Spacing spacing() {
        return new Spacing(spacingMm.get(0), spacingMm.get(1), spacingMm.get(2));
    }
}
