package org.bactrian.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.stage.Setting;
import org.bactrian.stage.StageSpec;

/** The stages before and after the network. A model names those it was trained with; they may be replaced here. */
public record StagesConfig(
        @Setting("stages before the network, in order; absent: the model's own")
        Optional<List<StageSpec>> preprocess,

        @Setting("stages after the network, in order; absent: the model's own")
        Optional<List<StageSpec>> postprocess,

        @Setting(value = "folder of plug-in jars that add stages", defaultsTo = "plugins")
        Path plugins) {

    /** The stages before the network; without a model only those that replace its own. */
    List<StageSpec> before(Optional<ModelBundle> model) {
        return preprocess.or(() -> model.map(ModelBundle::preprocessing)).orElse(List.of());
    }

    /** The stages after the network; without a model only those that replace its own. */
    List<StageSpec> after(Optional<ModelBundle> model) {
        return postprocess.or(() -> model.map(ModelBundle::postprocessing)).orElse(List.of());
    }
}
