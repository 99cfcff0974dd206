package org.bactrian.stage.region;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.numeric.intensity.NonzeroRegion;
import org.bactrian.numeric.intensity.RegionChannel;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.Case;
import org.bactrian.volume.Volume;

/** Adds a channel that marks the region that was scanned; labels stay as they are. */
public final class MarkRegion implements StageFactory<MarkRegionConfig> {

    @Override
    public String name() {
        return "mark-region";
    }

    @Override
    public String summary() {
        return "Adds a channel: 1 where some channel is not zero (holes filled), 0 elsewhere.";
    }

    @Override
    public Class<MarkRegionConfig> configType() {
        return MarkRegionConfig.class;
    }

    @Override
    public Stage create(MarkRegionConfig config) {
        return MarkRegion::marked;
    }

    private static Case marked(Case input) {
        List<Volume> channels = new ArrayList<>(input.channels());
        channels.add(RegionChannel.of(NonzeroRegion.of(input.channels())));
        return input.withChannels(channels);
    }
}
