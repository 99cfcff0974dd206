package org.bactrian.stage.resample;

import java.util.OptionalInt;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.numeric.spline.SeparateZ;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Spacing;

/** When slices are resampled one by one. */
enum SliceRule {
    /** Where they lie more than three times as far apart as the pixels in them. */
    WHERE_FAR_APART,

    /** Always, along the coarsest axis of the scan. */
    ALWAYS,

    /** Never. */
    NEVER;

    ResampleRule of(Geometry grid, Spacing target) {
        ResampleRule rule = ResampleRule.of(grid, target);
        return switch (this) {
            case WHERE_FAR_APART -> rule;
            case ALWAYS -> new ResampleRule(rule.size(), SeparateZ.coarsestAxis(grid.spacing()));
            case NEVER -> new ResampleRule(rule.size(), OptionalInt.empty());
        };
    }
}
