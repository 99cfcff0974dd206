package org.bactrian.stage.cascade;

import java.util.List;
import org.bactrian.stage.Setting;

/** Settings of {@link LabelsToChannels}. */
public record LabelsToChannelsConfig(
        @Setting("the labels that become channels, in this order")
        List<Integer> labels) {

    public LabelsToChannelsConfig {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || labels.stream().anyMatch(label -> label < 1 || label > 65_535)) {
            throw new IllegalArgumentException("labels must be numbers from 1 to 65535, got " + labels);
        }
    }
}
