package org.bactrian.stage.kidneys;

import org.bactrian.numeric.components.Connectivity;
import org.bactrian.stage.Setting;

/** Settings of {@link KeepTwoKidneys}. */
public record KeepTwoKidneysConfig(
        @Setting(value = "how many kidneys are kept at most, the largest first", defaultsTo = "2")
        int kidneys,

        @Setting(value = "millilitres; a smaller island is dropped even where fewer kidneys are left", defaultsTo = "1")
        double minimumMl,

        @Setting(value = "which voxels hang together: 6 (faces), 18 (and edges) or 26 (and corners)", defaultsTo = "26")
        int connectivity,

        @Setting(value = "the label of kidney tissue; every other label but 0 is a finding on it", defaultsTo = "1")
        int kidneyLabel) {

    public KeepTwoKidneysConfig {
        if (kidneys < 1) {
            throw new IllegalArgumentException("kidneys must be at least 1, got " + kidneys);
        }
        if (!(minimumMl >= 0)) {
            throw new IllegalArgumentException("minimumMl must not be negative, got " + minimumMl);
        }
        if (kidneyLabel < 1) {
            throw new IllegalArgumentException("kidneyLabel must be at least 1, got " + kidneyLabel);
        }
        Connectivity.of(connectivity);
    }
}
