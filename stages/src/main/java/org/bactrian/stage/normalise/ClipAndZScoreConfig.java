package org.bactrian.stage.normalise;

import java.util.List;
import java.util.Optional;
import org.bactrian.numeric.intensity.ZScore;
import org.bactrian.stage.Setting;

/** Settings of {@link ClipAndZScore}: the kidneys and tumours of the KiTS19 training scans by default. */
public record ClipAndZScoreConfig(
        @Setting(value = "intensities below become this, in Hounsfield units", defaultsTo = "-79")
        double lower,

        @Setting(value = "intensities above become this, in Hounsfield units", defaultsTo = "304")
        double upper,

        @Setting(value = "subtracted after clipping, in Hounsfield units", defaultsTo = "101")
        double mean,

        @Setting(value = "divides what remains, in Hounsfield units", defaultsTo = "76.9")
        double standardDeviation,

        @Setting("the channels normalised, numbered from 0; all where none are given")
        Optional<List<Integer>> channels) {

    public ClipAndZScoreConfig {
        new Channels(channels);
        new ZScore(lower, upper, mean, standardDeviation);
    }

    /** The settings as the arithmetic takes them. */
    ZScore zScore() {
        return new ZScore(lower, upper, mean, standardDeviation);
    }
}
