package org.bactrian.stage.region;

import java.util.List;
import org.bactrian.stage.Setting;

/** Settings of {@link ZeroOutside}. */
public record ZeroOutsideConfig(
        @Setting("the channel that marks the region, numbered from 0; it is removed")
        int region,

        @Setting("the channels set to 0 outside, numbered from 0")
        List<Integer> channels) {

    public ZeroOutsideConfig {
        channels = List.copyOf(channels);
        if (region < 0 || channels.stream().anyMatch(number -> number < 0) || channels.contains(region)) {
            throw new IllegalArgumentException(
                    "region and channels must be different numbers from 0, got %d and %s".formatted(region, channels));
        }
    }
}
