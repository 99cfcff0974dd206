package org.bactrian.stage.islands;

import java.util.List;
import java.util.stream.IntStream;
import org.bactrian.numeric.components.Holes;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.LabelMap;

/** Fills background that a label encloses with that label. A tumour inside a kidney is no background and stays. */
public final class FillHoles implements StageFactory<FillHolesConfig> {

    @Override
    public String name() {
        return "fill-holes";
    }

    @Override
    public String summary() {
        return "Gives background that a label encloses that label.";
    }

    @Override
    public Class<FillHolesConfig> configType() {
        return FillHolesConfig.class;
    }

    @Override
    public Stage create(FillHolesConfig config) {
        return LabelStage.of(labels -> fill(labels, config));
    }

    private static LabelMap fill(LabelMap labels, FillHolesConfig config) {
        LabelMap filled = labels;
        for (int label : config.labels().orElseGet(() -> present(labels))) {
            filled = Holes.filled(filled, label);
        }
        return filled;
    }

    private static List<Integer> present(LabelMap labels) {
        boolean[] present = new boolean[labels.largest() + 1];
        for (int i = 0; i < labels.length(); i++) {
            present[labels.at(i)] = true;
        }
        return IntStream.range(1, present.length)
                .filter(label -> present[label])
                .boxed()
                .toList();
    }
}
