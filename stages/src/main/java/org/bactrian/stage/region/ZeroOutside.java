package org.bactrian.stage.region;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.numeric.intensity.RegionChannel;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** Sets channels to 0 outside of a region, and takes the channel away that marks it; labels stay as they are. */
public final class ZeroOutside implements StageFactory<ZeroOutsideConfig> {

    @Override
    public String name() {
        return "zero-outside";
    }

    @Override
    public String summary() {
        return "Sets channels to 0 outside of the region that mark-region has marked, and removes its channel.";
    }

    @Override
    public Class<ZeroOutsideConfig> configType() {
        return ZeroOutsideConfig.class;
    }

    @Override
    public Stage create(ZeroOutsideConfig config) {
        return input -> zeroed(input, config);
    }

    private static Case zeroed(Case input, ZeroOutsideConfig config) {
        LabelMap region = RegionChannel.region(input, config.region());
        List<Volume> channels = new ArrayList<>(input.channels());
        for (int number : config.channels()) {
            if (number >= channels.size()) {
                throw BadCaseException.of(input.id(), "channels", channels.size(), "at least %d".formatted(number + 1));
            }
            channels.set(number, zeroed(channels.get(number), region));
        }
        channels.remove(config.region());
        return input.withChannels(channels);
    }

    private static Volume zeroed(Volume channel, LabelMap region) {
        float[] voxels = new float[region.length()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = region.at(i) == 0 ? 0 : channel.voxels()[i];
        }
        return new Volume(channel.geometry(), voxels);
    }
}
