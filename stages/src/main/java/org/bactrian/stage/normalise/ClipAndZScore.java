package org.bactrian.stage.normalise;

import org.bactrian.numeric.intensity.Intensities;
import org.bactrian.numeric.intensity.ZScore;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;

/** Clips intensities and scales them to the mean and deviation of the training scans; labels stay as they are. */
public final class ClipAndZScore implements StageFactory<ClipAndZScoreConfig> {

    @Override
    public String name() {
        return "clip-and-z-score";
    }

    @Override
    public String summary() {
        return "Clips intensities to a range, subtracts a mean and divides by a standard deviation.";
    }

    @Override
    public Class<ClipAndZScoreConfig> configType() {
        return ClipAndZScoreConfig.class;
    }

    @Override
    public Stage create(ClipAndZScoreConfig config) {
        ZScore zScore = config.zScore();
        Channels channels = new Channels(config.channels());
        return input -> channels.replace(input, channel -> Intensities.clipAndZScore(channel, zScore));
    }
}
