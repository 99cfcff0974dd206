package org.bactrian.segment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.segment.score.ClassScores;
import org.bactrian.segment.score.MeanProbabilities;
import org.bactrian.segment.window.WindowProgress;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.Pipeline;
import org.bactrian.stage.StageObserver;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;

/**
 * Trained models, ready to segment step by step: the stages before, the networks, the stages after. {@link Segmenter} does
 * it all at once. The networks stay on their device until {@link #close}. Several threads may use it at once; each then needs
 * memory of its own: the prepared scan, the scores ({@code 4 * classes} bytes a voxel of the network's grid, and where there
 * are several models as much again for the scan's grid), one patch's activations and the label map.
 */
public final class SegmentationModel implements AutoCloseable {

    private final ModelSet models;
    private final Pipeline after;
    private final List<MemberNetwork> members;
    private final WindowSettings windows;

    private SegmentationModel(ModelSet models, Pipeline after, List<MemberNetwork> members, WindowSettings windows) {
        this.models = models;
        this.windows = windows;
        this.after = after;
        this.members = List.copyOf(members);
    }

    /**
     * Loads models.
     *
     * @throws IllegalArgumentException when they name stages or settings that the catalogue does not know
     * @throws org.bactrian.volume.BadCaseException when the weights are not those of the plan
     */
    public static SegmentationModel open(ModelSet models, NetworkSettings settings) {
        Pipeline after = settings.stages().pipeline(models.postprocessing());
        List<MemberNetwork> members = new ArrayList<>();
        boolean opened = false;
        try {
            models.members().forEach(member -> members.add(MemberNetwork.open(member, settings)));
            opened = true;
        } finally {
            if (!opened) {
                members.forEach(MemberNetwork::close);
            }
        }
        return new SegmentationModel(models, after, members, settings.windows());
    }

    /** The precisions in which the networks compute, each once. */
    public List<Precision> precisions() {
        return members.stream().flatMap(MemberNetwork::precisions).distinct().toList();
    }

    /** Loads a model that is no cascade. */
    public static SegmentationModel open(ModelBundle bundle, NetworkSettings settings) {
        return open(ModelSet.of(Path.of("model"), bundle), settings);
    }

    /** What the models are: plans, labels, provenance, digest. */
    public ModelSet models() {
        return models;
    }

    /** How windows slide over a scan. */
    public WindowSettings windows() {
        return windows;
    }

    /** The memory that the mean of several models takes on a scan's grid while they score, bytes. */
    public double bytesOfMean(Geometry scan) {
        int outputs = members.get(0).outputs();
        double mean = MeanProbabilities.bytes(scan, outputs, members.size());
        boolean isSmooth = models.members().stream()
                .anyMatch(member -> member.bundle().scoring().back().isSmooth());
        // Splines are made of all classes before they become probabilities.
        return mean + (isSmooth ? MeanProbabilities.bytes(scan, outputs, 0) : 0);
    }

    /**
     * Prepares a scan for the first network.
     *
     * @param scan for a cascade with the label map of the model before it, unless the cascade has that model itself
     * @throws org.bactrian.volume.BadCaseException naming the stage that refuses the scan
     */
    public PreparedCase preprocess(Case scan, StageObserver observer) {
        MemberNetwork first = members.get(0);
        boolean moreFollow = members.size() > 1 || first.beginsBefore(scan);
        return new PreparedCase(first.prepare(scan, observer), moreFollow ? Optional.of(scan) : Optional.empty());
    }

    /**
     * The labels of a case.
     *
     * @return on the grid of the scan as it was read, {@link Case#scanGeometry()}, before any clean-up
     * @throws org.bactrian.volume.BadCaseException when the case is none for this model
     */
    public LabelMap segment(PreparedCase prepared, WindowProgress progress) {
        return score(prepared, progress).labels();
    }

    /**
     * Scores a case, for labels and probabilities both.
     *
     * @param prepared by {@link #preprocess}
     * @throws org.bactrian.volume.BadCaseException when the case is none for this model
     */
    public ClassScores score(PreparedCase prepared, WindowProgress progress) {
        int count = members.size();
        if (count == 1) {
            return members.get(0).score(prepared, progress);
        }
        MeanProbabilities.Sum sum = new MeanProbabilities.Sum(
                prepared.seen().scanGeometry(), models.scoring(), members.get(0).outputs());
        sum.add(members.get(0).score(prepared, progress.part(0, count)));
        Case scan = prepared.scan().orElseThrow(() -> new IllegalArgumentException("prepared by another model"));
        for (int i = 1; i < count; i++) {
            MemberNetwork member = members.get(i);
            PreparedCase again = new PreparedCase(member.prepare(scan, StageObserver.NONE), Optional.of(scan));
            sum.add(member.score(again, progress.part(i, count)));
        }
        return sum.mean();
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
        members.forEach(MemberNetwork::close);
    }
}
