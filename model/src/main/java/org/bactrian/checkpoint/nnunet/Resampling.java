package org.bactrian.checkpoint.nnunet;

import java.util.List;
import java.util.Map;
import org.bactrian.stage.StageSpec;

/**
 * How images and labels are resampled, in the words of the stage {@code resample}.
 *
 * @param images the rule for images
 * @param labels the rule for labels
 * @param slices when slices are resampled one by one
 */
record Resampling(String images, String labels, String slices) {

    /** Cubic splines and the largest share, slices one by one where they lie far apart. */
    static final Resampling STANDARD = new Resampling("cubic", "largest-share", "where-far-apart");

    StageSpec stage(List<Double> spacingMm) {
        return new StageSpec(
                "resample", Map.of("spacingMm", spacingMm, "images", images, "labels", labels, "slices", slices));
    }
}
