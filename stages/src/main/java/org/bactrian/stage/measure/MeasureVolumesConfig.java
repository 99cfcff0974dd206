package org.bactrian.stage.measure;

import org.bactrian.numeric.components.Connectivity;
import org.bactrian.stage.Setting;

/** Settings of {@link MeasureVolumes}. */
public record MeasureVolumesConfig(
        @Setting(value = "the label of kidney tissue", defaultsTo = "1")
        int kidneyLabel,

        @Setting(value = "the label of tumours", defaultsTo = "2")
        int tumorLabel,

        @Setting(value = "millilitres; a smaller tumour is no tumour of its own in tumor_count", defaultsTo = "0.1")
        double smallestTumorMl,

        @Setting(value = "which voxels hang together: 6 (faces), 18 (and edges) or 26 (and corners)", defaultsTo = "26")
        int connectivity) {

    public MeasureVolumesConfig {
        if (kidneyLabel < 1 || tumorLabel < 1 || kidneyLabel == tumorLabel) {
            throw new IllegalArgumentException("kidneyLabel and tumorLabel must be positive and differ, got %d and %d"
                    .formatted(kidneyLabel, tumorLabel));
        }
        if (!(smallestTumorMl >= 0)) {
            throw new IllegalArgumentException("smallestTumorMl must not be negative, got " + smallestTumorMl);
        }
        Connectivity.of(connectivity);
    }
}
