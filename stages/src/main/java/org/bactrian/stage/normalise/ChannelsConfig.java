package org.bactrian.stage.normalise;

import java.util.List;
import java.util.Optional;
import org.bactrian.stage.Setting;

/** Settings of a normalisation that has none but the channels it works on. */
public record ChannelsConfig(
        @Setting("the channels normalised, numbered from 0; all where none are given")
        Optional<List<Integer>> channels) {

    public ChannelsConfig {
        new Channels(channels);
    }
}
