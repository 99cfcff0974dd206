package org.bactrian.stage.normalise;

import org.bactrian.numeric.intensity.ImageScaling;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;

/** Scales what was stored in bytes to the range 0 to 1. */
public final class RgbToUnitRange implements StageFactory<ChannelsConfig> {

    @Override
    public String name() {
        return "rgb-to-0-1";
    }

    @Override
    public String summary() {
        return "Divides intensities that were stored in bytes by 255.";
    }

    @Override
    public Class<ChannelsConfig> configType() {
        return ChannelsConfig.class;
    }

    @Override
    public Stage create(ChannelsConfig config) {
        Channels channels = new Channels(config.channels());
        return input -> channels.replace(input, ImageScaling::byteToUnitRange);
    }
}
