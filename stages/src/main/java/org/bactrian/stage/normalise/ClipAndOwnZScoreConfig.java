package org.bactrian.stage.normalise;

import java.util.List;
import java.util.Optional;
import org.bactrian.stage.Setting;

/** Settings of {@link ClipAndOwnZScore}. */
public record ClipAndOwnZScoreConfig(
        @Setting("intensities below become this, in the unit of the image; those at and below are not measured")
        double lower,

        @Setting("intensities above become this; those at and above are not measured")
        double upper,

        @Setting("the channels normalised, numbered from 0; all where none are given")
        Optional<List<Integer>> channels) {

    public ClipAndOwnZScoreConfig {
        new Channels(channels);
        if (!(lower < upper) || !Double.isFinite(lower + upper)) {
            throw new IllegalArgumentException(
                    "lower and upper must be finite, lower first, got %s and %s".formatted(lower, upper));
        }
    }
}
