package org.bactrian.stage.normalise;

import org.bactrian.numeric.intensity.ImageScaling;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;

/** Clips intensities and scales them to the mean and deviation of the image itself; labels stay as they are. */
public final class ClipAndOwnZScore implements StageFactory<ClipAndOwnZScoreConfig> {

    @Override
    public String name() {
        return "clip-and-own-z-score";
    }

    @Override
    public String summary() {
        return "Clips intensities to a range, and normalises by the image's own mean and deviation inside of it.";
    }

    @Override
    public Class<ClipAndOwnZScoreConfig> configType() {
        return ClipAndOwnZScoreConfig.class;
    }

    @Override
    public Stage create(ClipAndOwnZScoreConfig config) {
        Channels channels = new Channels(config.channels());
        float lower = (float) config.lower();
        float upper = (float) config.upper();
        return input -> channels.replace(input, channel -> ImageScaling.clippedZScore(channel, lower, upper));
    }
}
