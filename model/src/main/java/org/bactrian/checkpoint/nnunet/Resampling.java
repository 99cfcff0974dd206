package org.bactrian.checkpoint.nnunet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bactrian.stage.StageSpec;

/**
 * How images and labels are resampled, in the words of the stage {@code resample}.
 *
 * @param images the rule for images
 * @param labels the rule for labels
 * @param slices when slices are resampled one by one
 * @param labelSlices when those of label maps are
 */
record Resampling(String images, String labels, String slices, String labelSlices) {

    /** Cubic splines and the largest share, slices one by one where they lie far apart. */
    static final Resampling STANDARD = new Resampling("cubic", "largest-share", "where-far-apart", "where-far-apart");

    /**
     * The same, but for the label maps that a cascade of the first version sees: {@code predict_save_to_queue} resizes them
     * with {@code batchgenerators}' {@code resize_segmentation}, along all axes alike, where the last label with half of
     * the share counts.
     */
    static final Resampling OF_FIRST_CASCADES = new Resampling("cubic", "threshold", "where-far-apart", "never");

    StageSpec stage(List<Double> spacingMm) {
        Map<String, Object> settings =
                new HashMap<>(Map.of("spacingMm", spacingMm, "images", images, "labels", labels, "slices", slices));
        if (!labelSlices.equals(slices)) {
            settings.put("labelSlices", labelSlices);
        }
        return new StageSpec("resample", settings);
    }
}
