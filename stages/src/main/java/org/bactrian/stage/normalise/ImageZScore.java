package org.bactrian.stage.normalise;

import java.util.function.UnaryOperator;
import org.bactrian.numeric.intensity.ImageScaling;
import org.bactrian.numeric.intensity.NonzeroRegion;
import org.bactrian.numeric.intensity.RegionChannel;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** Brings every image to mean 0 and deviation 1, measured on itself. */
public final class ImageZScore implements StageFactory<ImageZScoreConfig> {

    @Override
    public String name() {
        return "z-score";
    }

    @Override
    public String summary() {
        return "Subtracts the image's own mean and divides by its own standard deviation.";
    }

    @Override
    public Class<ImageZScoreConfig> configType() {
        return ImageZScoreConfig.class;
    }

    @Override
    public Stage create(ImageZScoreConfig config) {
        Channels channels = new Channels(config.channels());
        if (config.region().isPresent()) {
            int region = config.region().get();
            return input -> channels.replace(input, inside(RegionChannel.region(input, region)));
        }
        return config.insideOnly()
                ? input -> channels.replace(input, inside(scanned(input)))
                : input -> channels.replace(input, ImageScaling::zScore);
    }

    private static UnaryOperator<Volume> inside(LabelMap region) {
        return channel -> ImageScaling.zScore(channel, region);
    }

    /** What is labelled belongs to the patient, even where the image is empty. */
    private static LabelMap scanned(Case input) {
        LabelMap region = NonzeroRegion.of(input.channels());
        input.labels().ifPresent(labels -> includeLabelled(labels, region));
        return region;
    }

    private static void includeLabelled(LabelMap labels, LabelMap region) {
        for (int i = 0; i < labels.length(); i++) {
            if (labels.at(i) != 0 && labels.at(i) != labels.outside()) {
                region.bytes()[i] = NonzeroRegion.INSIDE;
            }
        }
    }
}
