package org.bactrian.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.source.ModelSet;
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

    /** Whether none of a model's own stages is left. */
    boolean replaceAll() {
        return preprocess.isPresent() && postprocess.isPresent();
    }

    /**
     * The models with these stages in place of their own: they become other models, with a digest of their own.
     *
     * @throws IllegalArgumentException when stages before the network are to be those of several models
     */
    ModelSet in(ModelSet models) {
        if (preprocess.isPresent() && models.members().size() > 1) {
            throw new IllegalArgumentException("stages.preprocess replaces the stages of one model; model.path names "
                    + models.members().size());
        }
        ModelSet replaced = preprocess
                .map(stages -> models.with(bundle -> bundle.withPreprocessing(stages)))
                .orElse(models);
        return postprocess.map(replaced::withPostprocessing).orElse(replaced);
    }
}
