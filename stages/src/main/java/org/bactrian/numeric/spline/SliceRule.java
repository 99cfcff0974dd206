package org.bactrian.numeric.spline;

import java.util.OptionalInt;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Spacing;

/** When slices are resampled one by one. */
public enum SliceRule {
    /** Where they lie more than three times as far apart as the pixels in them. */
    WHERE_FAR_APART,

    /** Always, along the coarsest axis of the grid that is resampled. */
    ALWAYS,

    /** Never. */
    NEVER;

    /** The axis to keep separate when going from one spacing to another, if there is one. */
    public OptionalInt axis(Spacing from, Spacing to) {
        return switch (this) {
            case WHERE_FAR_APART -> SeparateZ.axis(from, to);
            case ALWAYS -> SeparateZ.coarsestAxis(from);
            case NEVER -> OptionalInt.empty();
        };
    }

    /** How a grid is resized to a spacing. */
    public ResampleRule of(Geometry grid, Spacing target) {
        return new ResampleRule(ResampleRule.of(grid, target).size(), axis(grid.spacing(), target));
    }
}
