package org.bactrian.stage.islands;

import java.util.List;
import java.util.Optional;
import org.bactrian.numeric.components.ConnectedComponents;
import org.bactrian.numeric.components.Connectivity;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.LabelMap;

/** Clears small islands: specks that no organ and no tumour worth telling is as small as. */
public final class DropSmall implements StageFactory<DropSmallConfig> {

    @Override
    public String name() {
        return "drop-small";
    }

    @Override
    public String summary() {
        return "Turns islands smaller than a volume into background, label by label.";
    }

    @Override
    public Class<DropSmallConfig> configType() {
        return DropSmallConfig.class;
    }

    @Override
    public Stage create(DropSmallConfig config) {
        return LabelStage.of(labels -> drop(labels, config));
    }

    private static LabelMap drop(LabelMap labels, DropSmallConfig config) {
        LabelMap cleaned = labels;
        List<Structure> structures = structures(config);
        for (int i = 0; i < structures.size(); i++) {
            double minimumMm3 = config.minimumMm3(i);
            ConnectedComponents islands = ConnectedComponents.of(
                    cleaned, structures.get(i).belongs(), Connectivity.of(config.connectivity()));
            cleaned = islands.without(cleaned, island -> islands.volumeMm3(island) < minimumMm3);
        }
        return cleaned;
    }

    private static List<Structure> structures(DropSmallConfig config) {
        return config.labels()
                .map(named -> named.stream()
                        .map(label -> new Structure(Optional.of(List.of(label))))
                        .toList())
                .orElse(List.of(new Structure(Optional.empty())));
    }
}
