package org.bactrian.stage.islands;

import java.util.List;
import java.util.Optional;
import org.bactrian.stage.Setting;

/** Settings of {@link FillHoles}. */
public record FillHolesConfig(
        @Setting("the labels whose holes are filled, each for itself and in this order; none named: every label but 0")
        Optional<List<Integer>> labels) {

    public FillHolesConfig {
        Structure.requireLabels(labels);
    }
}
