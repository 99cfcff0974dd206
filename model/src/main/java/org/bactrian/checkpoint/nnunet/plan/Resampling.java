package org.bactrian.checkpoint.nnunet.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.stage.StageSpec;

/**
 * How images and labels are resampled, in the words of the stage {@code resample}.
 *
 * @param images the rule for images
 * @param labels the rule for labels
 * @param slices when slices are resampled one by one
 * @param labelSlices when those of label maps are
 * @param across the rule for images across slices that are resampled one by one
 * @param region the channel that marks a region, if one does
 */
public record Resampling(
        String images, String labels, String slices, String labelSlices, String across, Optional<Integer> region) {

    /** The slice that is nearest. */
    public static final String NEAREST = "nearest";

    /** Cubic splines and the largest share, slices one by one where they lie far apart. */
    public static final Resampling STANDARD =
            new Resampling("cubic", "largest-share", "where-far-apart", "where-far-apart");

    /**
     * The same, but for the label maps that a cascade of the first version sees: {@code preprocess_save_to_queue} resizes them
     * with {@code batchgenerators}' {@code resize_segmentation}, along all axes alike, where the last label with half of
     * the share counts.
     */
    public static final Resampling OF_FIRST_CASCADES = new Resampling("cubic", "threshold", "where-far-apart", "never");

    Resampling(String images, String labels, String slices, String labelSlices) {
        this(images, labels, slices, labelSlices, NEAREST, Optional.empty());
    }

    /** The same with another rule for images. */
    public Resampling withImages(String other) {
        return new Resampling(other, labels, slices, labelSlices, across, region);
    }

    /** The same with another rule for images across slices. */
    public Resampling withAcross(String other) {
        return new Resampling(images, labels, slices, labelSlices, other, region);
    }

    /** The same where a channel marks a region. */
    public Resampling withRegion(int channel) {
        return new Resampling(images, labels, slices, labelSlices, across, Optional.of(channel));
    }

    /** The stage that resamples to a spacing, (x, y, z). */
    public StageSpec stage(List<Double> spacingMm) {
        Map<String, Object> settings =
                new HashMap<>(Map.of("spacingMm", spacingMm, "images", images, "labels", labels, "slices", slices));
        if (!labelSlices.equals(slices)) {
            settings.put("labelSlices", labelSlices);
        }
        if (!across.equals(NEAREST)) {
            settings.put("across", across);
        }
        region.ifPresent(channel -> settings.put("region", channel));
        return new StageSpec("resample", settings);
    }
}
