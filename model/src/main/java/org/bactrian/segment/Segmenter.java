package org.bactrian.segment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.segment.confidence.Confidence;
import org.bactrian.segment.score.ClassScores;
import org.bactrian.segment.window.WindowProgress;
import org.bactrian.stage.StageObserver;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * Segments scans with a trained model, whoever trained it:
 *
 * <pre>{@code
 * try (Segmenter segmenter = Segmenter.open(Path.of("nnUNetTrainer__nnUNetPlans__3d_fullres"))) {
 *     Volume scan = NiftiReader.read(Path.of("ct.nii.gz")).volume();
 *     LabelMap labels = segmenter.segment(scan);
 * }
 * }</pre>
 *
 * <p>The networks stay loaded until {@link #close}. Several threads may use it at once, each with memory of its own; on a
 * processor they are no faster than one.
 */
public final class Segmenter implements AutoCloseable {

    private final SegmentationModel model;
    private final SegmenterSettings settings;

    private Segmenter(SegmentationModel model, SegmenterSettings settings) {
        this.model = model;
        this.settings = settings;
    }

    /**
     * Opens a model as it is usually run: all its folds, every mirror that it allows, on a GPU where there is one.
     *
     * @param models a bundle, or a model folder of nnU-Net, whose low-resolution stage is found beside it where it is a
     *     cascade; several, and the mean of their probabilities counts
     * @throws IOException if there is no such file, or it cannot be read
     * @throws org.bactrian.volume.BadCaseException when it is no model, or a part of it is not what it should be
     * @throws IllegalArgumentException when the models cannot work together, or one that belongs to them is not there
     */
    public static Segmenter open(Path... models) throws IOException {
        return open(List.of(models), SegmenterSettings.USUAL);
    }

    /** Opens a model, or several, to be run in another way than usual. */
    public static Segmenter open(List<Path> models, SegmenterSettings settings) throws IOException {
        ModelSet set = ModelSet.open(models, settings.wishes()).withPreviousStages(settings.wishes());
        ComputeDevice device = settings.device().orElseGet(ComputeDevice::best);
        SegmentationModel model = SegmentationModel.open(
                settings.clean() ? set : set.withPostprocessing(List.of()),
                new NetworkSettings(settings.stages(), settings.windows(), settings.precision(), device));
        return new Segmenter(model, settings);
    }

    /** The names by label, background first. */
    public List<String> labels() {
        return model.models().labels();
    }

    /**
     * The labels of a scan.
     *
     * @param scan of one channel, in HU if it is a CT; not modified
     * @return on the grid of the scan, cleaned up by the model's stages
     * @throws org.bactrian.volume.BadCaseException when the scan is none for this model
     */
    public LabelMap segment(Volume scan) {
        Case read = Case.of("scan", scan);
        PreparedCase prepared = model.preprocess(read, StageObserver.NONE);
        return finish(read, model.segment(prepared, WindowProgress.NONE))
                .labels()
                .orElseThrow();
    }

    /**
     * The labels of a case, what was measured, and how far to trust them.
     *
     * @param scan all its channels; its id is told in failures. Label maps that come with it are those that a cascade refines
     * @throws org.bactrian.volume.BadCaseException when the scan is none for this model
     */
    public Segmentation segment(Case scan) {
        ClassScores scores = model.score(model.preprocess(scan, StageObserver.NONE), WindowProgress.NONE);
        Case done = finish(scan, scores.labels());
        LabelMap labels = done.labels().orElseThrow();
        Confidence confidence = Confidence.of(scores.certainty(), labels, labels(), settings.review());
        return new Segmentation(labels, done.measurements(), confidence);
    }

    private Case finish(Case scan, LabelMap labels) {
        return model.postprocess(scan.withLabels(labels), StageObserver.NONE);
    }

    @Override
    public void close() {
        model.close();
    }
}
