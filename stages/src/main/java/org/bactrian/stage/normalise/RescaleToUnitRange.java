package org.bactrian.stage.normalise;

import org.bactrian.numeric.intensity.ImageScaling;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;

/** Scales every image to the range 0 to 1. */
public final class RescaleToUnitRange implements StageFactory<ChannelsConfig> {

    @Override
    public String name() {
        return "rescale-to-0-1";
    }

    @Override
    public String summary() {
        return "Scales intensities so that the smallest becomes 0 and the largest 1.";
    }

    @Override
    public Class<ChannelsConfig> configType() {
        return ChannelsConfig.class;
    }

    @Override
    public Stage create(ChannelsConfig config) {
        Channels channels = new Channels(config.channels());
        return input -> channels.replace(input, ImageScaling::toUnitRange);
    }
}
