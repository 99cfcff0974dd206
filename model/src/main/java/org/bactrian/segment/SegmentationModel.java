package org.bactrian.segment;

import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.stage.Pipeline;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.unet.ComputeDevice;
import org.bactrian.unet.Network;
import org.bactrian.unet.Precision;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;

/**
 * A trained model, ready to segment: its stages before, its network, its stages after. The network stays on its device
 * until {@link #close}. Several threads may use it at once; each then needs memory of its own: the prepared scan, the
 * scores ({@code 4 * classes} bytes a voxel of the network's grid), one patch's activations and the label map.
 */
public final class SegmentationModel implements Segmenter, AutoCloseable {

    private final ModelBundle bundle;
    private final Pipeline before;
    private final Pipeline after;
    private final Network network;
    private final WindowSegmenter segmenter;

    private SegmentationModel(
            ModelBundle bundle, Pipeline before, Pipeline after, Network network, WindowSettings windows) {
        this.bundle = bundle;
        this.before = before;
        this.after = after;
        this.network = network;
        this.segmenter = new WindowSegmenter(bundle.plan(), bundle.scoring(), windows, network::scores);
    }

    /**
     * Loads a model.
     *
     * @param catalog where the stages that the bundle names are found
     * @throws IllegalArgumentException when the bundle names stages or settings that the catalogue does not know
     * @throws org.bactrian.volume.BadCaseException when the weights are not those of the bundle's plan
     */
    public static SegmentationModel open(
            ModelBundle bundle,
            StageCatalog catalog,
            WindowSettings windows,
            Precision precision,
            ComputeDevice device) {
        Pipeline before = catalog.pipeline(bundle.preprocessing());
        Pipeline after = catalog.pipeline(bundle.postprocessing());
        Network network = Network.inference(bundle.description().program(), bundle.weights(), precision, device);
        return new SegmentationModel(bundle, before, after, network, windows);
    }

    /** What the model is: plan, labels, provenance, digest. */
    public ModelBundle bundle() {
        return bundle;
    }

    /**
     * Prepares a scan for the network.
     *
     * @throws org.bactrian.volume.BadCaseException naming the stage that refuses the scan
     */
    public Case preprocess(Case scan, StageObserver observer) {
        return before.run(scan, observer);
    }

    @Override
    public LabelMap segment(Case prepared, WindowProgress progress) {
        return segmenter.segment(prepared, progress);
    }

    /**
     * Scores a case, for labels and probabilities both.
     *
     * @param prepared by {@link #preprocess}
     * @throws org.bactrian.volume.BadCaseException when the case is none for this model
     */
    public ClassScores score(Case prepared, WindowProgress progress) {
        return segmenter.score(prepared, progress);
    }

    /**
     * Cleans up and measures.
     *
     * @param segmented the scan on its own grid, with the labels of {@link #segment}
     * @throws org.bactrian.volume.BadCaseException naming the stage that refuses the case
     */
    public Case postprocess(Case segmented, StageObserver observer) {
        return after.run(segmented, observer);
    }

    @Override
    public void close() {
        network.close();
    }
}
