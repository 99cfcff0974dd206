package org.bactrian.stage.normalise;

import java.util.List;
import java.util.Optional;
import org.bactrian.stage.Setting;

/** Settings of {@link ImageZScore}. */
public record ImageZScoreConfig(
        @Setting(
                value = "measure and normalise only where some channel is not zero, holes filled; the rest stays 0",
                defaultsTo = "false")
        boolean insideOnly,

        @Setting("the channel that marks where to measure and normalise (mark-region); the rest stays as it is")
        Optional<Integer> region,

        @Setting("the channels normalised, numbered from 0; all where none are given")
        Optional<List<Integer>> channels) {

    public ImageZScoreConfig {
        new Channels(channels);
        if (region.isPresent() && (insideOnly || region.get() < 0)) {
            throw new IllegalArgumentException(
                    "region must be a number from 0, without insideOnly, got %d".formatted(region.get()));
        }
    }
}
