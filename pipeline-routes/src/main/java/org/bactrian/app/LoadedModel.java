package org.bactrian.app;

import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.route.segment.CaseModel;
import org.bactrian.route.segment.LabelsFound;
import org.bactrian.segment.NetworkSettings;
import org.bactrian.segment.PreparedCase;
import org.bactrian.segment.SegmentationModel;
import org.bactrian.segment.confidence.ReviewRules;
import org.bactrian.segment.score.ClassScores;
import org.bactrian.segment.window.WindowProgress;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.unet.engine.TorchEngine;

/** The configured model, or models, on their device. */
final class LoadedModel implements AutoCloseable {

    private final SegmentationModel model;
    private final String settings;
    private final ReviewRules review;

    private LoadedModel(SegmentationModel model, String settings, ReviewRules review) {
        this.review = review;
        this.model = model;
        this.settings = settings;
    }

    /**
     * Loads the model.
     *
     * @throws IllegalArgumentException when there is no such file, stage or device
     * @throws org.bactrian.volume.BadCaseException when the file is no model
     */
    static LoadedModel open(BactrianConfig config) {
        ModelConfig chosen = config.model();
        if (chosen.threads() > 0) {
            Lines.limitTo(chosen.threads());
            TorchEngine.useThreads(chosen.threads());
        }
        SegmentationModel model = SegmentationModel.open(
                config.stages().in(chosen.read()),
                new NetworkSettings(
                        StageCatalog.withPlugins(config.stages().plugins()),
                        chosen.windows(),
                        chosen.numberFormat(),
                        chosen.computeDevice()));
        return new LoadedModel(
                model, resultSettings(chosen.windows(), model), config.review().rules());
    }

    /** What decides the result beside the model itself: processors may differ in what they compute fastest. */
    private static String resultSettings(WindowSettings windows, SegmentationModel model) {
        return "%s, %s".formatted(windows, model.precisions());
    }

    /** What the model does to a case, observed stage by stage. */
    CaseModel caseModel(StageObserver observer) {
        ModelSet models = model.models();
        return new CaseModel(
                models.digest(),
                settings,
                models.labels(),
                scan -> model.preprocess(scan, observer),
                this::found,
                segmented -> model.postprocess(segmented, observer),
                review);
    }

    private LabelsFound found(PreparedCase prepared) {
        ClassScores scores = model.score(prepared, WindowProgress.NONE);
        return new LabelsFound(scores.labels(), scores.certainty());
    }

    @Override
    public void close() {
        model.close();
    }
}
