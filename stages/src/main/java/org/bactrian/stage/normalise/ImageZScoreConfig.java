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

        @Setting("the channels normalised, numbered from 0; all where none are given")
        Optional<List<Integer>> channels) {

    public ImageZScoreConfig {
        new Channels(channels);
    }
}
