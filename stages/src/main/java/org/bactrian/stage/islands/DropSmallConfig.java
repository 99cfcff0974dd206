package org.bactrian.stage.islands;

import java.util.List;
import java.util.Optional;
import org.bactrian.numeric.components.Connectivity;
import org.bactrian.stage.Setting;

/** Settings of {@link DropSmall}. */
public record DropSmallConfig(
        @Setting("mm3; a smaller island is dropped; one number for all labels, or one for each of labels")
        List<Double> minimumMm3,

        @Setting("the labels that are looked at, each for itself; none named: every label but 0, all together")
        Optional<List<Integer>> labels,

        @Setting(value = "which voxels hang together: 6 (faces), 18 (and edges) or 26 (and corners)", defaultsTo = "26")
        int connectivity) {

    public DropSmallConfig {
        Structure.requireLabels(labels);
        minimumMm3 = List.copyOf(minimumMm3);
        int structures = labels.map(List::size).orElse(1);
        if (minimumMm3.size() != 1 && minimumMm3.size() != structures) {
            throw new IllegalArgumentException("minimumMm3 must be one number or %d, one for each label, got %s"
                    .formatted(structures, minimumMm3));
        }
        if (minimumMm3.stream().anyMatch(minimum -> !(minimum >= 0))) {
            throw new IllegalArgumentException("minimumMm3 must not be negative, got " + minimumMm3);
        }
        Connectivity.of(connectivity);
    }

    /** The least volume of the structure with this number. */
    double minimumMm3(int structure) {
        return minimumMm3.get(minimumMm3.size() == 1 ? 0 : structure);
    }
}
