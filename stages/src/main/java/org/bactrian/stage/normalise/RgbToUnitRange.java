package org.bactrian.stage.normalise;

import org.bactrian.numeric.intensity.ImageScaling;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Volume;

/** Scales what was stored in bytes to the range 0 to 1. */
public final class RgbToUnitRange implements StageFactory<ChannelsConfig> {

    private static final float LARGEST_BYTE = 255;

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
        return input -> channels.replace(input, volume -> scaled(input.id(), volume));
    }

    private static Volume scaled(String id, Volume volume) {
        for (float intensity : volume.voxels()) {
            if (!(intensity >= 0 && intensity <= LARGEST_BYTE)) {
                throw BadCaseException.of(id, "intensity", intensity, "0 to 255, as bytes hold");
            }
        }
        return ImageScaling.byteToUnitRange(volume);
    }
}
