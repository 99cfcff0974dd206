package org.bactrian.stage.islands;

import java.util.List;
import java.util.Optional;
import org.bactrian.numeric.components.Connectivity;
import org.bactrian.stage.Setting;

/** Settings of {@link KeepLargest}. */
public record KeepLargestConfig(
        @Setting("the labels that make one structure together; none named: every label but 0")
        Optional<List<Integer>> labels,

        @Setting(value = "how many islands are kept; those as large as the last of them are kept too", defaultsTo = "1")
        int count,

        @Setting(value = "which voxels hang together: 6 (faces), 18 (and edges) or 26 (and corners)", defaultsTo = "26")
        int connectivity,

        @Setting("mm3; an island at least this large is kept whatever its rank")
        Optional<Double> spareFromMm3) {

    public KeepLargestConfig {
        Structure.requireLabels(labels);
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, got " + count);
        }
        if (!(spareFromMm3.orElse(0.0) >= 0)) {
            throw new IllegalArgumentException("spareFromMm3 must not be negative, got " + spareFromMm3.get());
        }
        Connectivity.of(connectivity);
    }
}
