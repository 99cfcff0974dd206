package org.bactrian.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.source.ModelSource;
import org.bactrian.route.CaseModel;
import org.bactrian.segment.SegmentationModel;
import org.bactrian.segment.WindowProgress;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.unet.TorchEngine;

/** The configured model on its device. */
final class LoadedModel implements AutoCloseable {

    private final SegmentationModel model;
    private final String settings;

    private LoadedModel(SegmentationModel model, String settings) {
        this.model = model;
        this.settings = settings;
    }

    /**
     * Loads the model. Where the configuration replaces its stages it becomes another model, with a digest of its own.
     *
     * @throws IllegalArgumentException when there is no such file, stage or device
     * @throws org.bactrian.volume.BadCaseException when the file is no model
     */
    static LoadedModel open(BactrianConfig config) {
        ModelConfig chosen = config.model();
        if (chosen.threads() > 0) {
            TorchEngine.useThreads(chosen.threads());
        }
        SegmentationModel model = SegmentationModel.open(
                withConfiguredStages(bundle(chosen), config.stages()),
                StageCatalog.withPlugins(config.stages().plugins()),
                chosen.windows(),
                chosen.numberFormat(),
                chosen.computeDevice());
        return new LoadedModel(model, chosen.resultSettings());
    }

    /** What the model does to a case, observed stage by stage. */
    CaseModel caseModel(StageObserver observer) {
        ModelBundle bundle = model.bundle();
        return new CaseModel(
                bundle.digest(),
                settings,
                bundle.labels(),
                scan -> model.preprocess(scan, observer),
                prepared -> model.segment(prepared, WindowProgress.NONE),
                segmented -> model.postprocess(segmented, observer));
    }

    @Override
    public void close() {
        model.close();
    }

    private static ModelBundle bundle(ModelConfig chosen) {
        try {
            return ModelSource.open(chosen.path(), ModelWishes.USUAL);
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("there is no file %s (model.path)".formatted(chosen.path()), missing);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + chosen.path(), unreadable);
        }
    }

    private static ModelBundle withConfiguredStages(ModelBundle bundle, StagesConfig stages) {
        if (stages.preprocess().isEmpty() && stages.postprocess().isEmpty()) {
            return bundle;
        }
        ModelBundle.Description description = new ModelBundle.Description(
                bundle.plan(),
                bundle.scoring(),
                bundle.labels(),
                stages.before(Optional.of(bundle)),
                stages.after(Optional.of(bundle)),
                bundle.provenance());
        return ModelBundle.of(description, bundle.weights());
    }
}
