package org.bactrian.stage.cascade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** Turns the labels of a case into channels, one for each label, behind those of the image. */
public final class LabelsToChannels implements StageFactory<LabelsToChannelsConfig> {

    @Override
    public String name() {
        return "labels-to-channels";
    }

    @Override
    public String summary() {
        return "Adds a channel for each label: 1 where the case is labelled so, 0 elsewhere; the labels are gone then.";
    }

    @Override
    public Class<LabelsToChannelsConfig> configType() {
        return LabelsToChannelsConfig.class;
    }

    @Override
    public Stage create(LabelsToChannelsConfig config) {
        return input -> added(input, config.labels());
    }

    private static Case added(Case input, List<Integer> labels) {
        LabelMap map = input.labels()
                .orElseThrow(() -> BadCaseException.of(
                        input.id(), "labels", "absent", "the label map of the network that comes before this one"));
        List<Volume> channels = new ArrayList<>(input.channels());
        labels.forEach(label -> channels.add(indicator(map, label)));
        return new Case(input.id(), channels, Optional.empty(), input.grids(), input.measurements());
    }

    private static Volume indicator(LabelMap map, int label) {
        float[] voxels = new float[map.length()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = map.at(i) == label ? 1 : 0;
        }
        return new Volume(map.geometry(), voxels);
    }
}
