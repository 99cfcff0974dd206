package org.bactrian.segment;

import java.util.List;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.grid.Regrid;
import org.bactrian.unet.Ensemble;
import org.bactrian.unet.NetworkPlan;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;

/**
 * Scores the prepared case window by window and brings the scores back to the scan's grid, row by row, where the class
 * with the largest score wins. Memory: {@code 4 * classes + 2} bytes a voxel of the network's grid, and the label map; the
 * scan's grid costs no more however fine it is.
 */
final class WindowSegmenter {

    private final NetworkPlan plan;
    private final Scoring scoring;
    private final SlidingWindow window;
    private final int mirrors;

    WindowSegmenter(NetworkPlan plan, Scoring scoring, WindowSettings settings, PatchScores network) {
        this.plan = plan;
        this.scoring = scoring;
        List<Mirror> flips = Mirror.combinations(settings.mirror() ? plan.mirrorAxes() : List.of());
        float[] weights = scoring.ensemble().scores() == Ensemble.Scores.LOGITS
                ? BlendWeights.half(plan.patch())
                : BlendWeights.single(plan.patch());
        this.window = new SlidingWindow(plan.patch(), plan.classes(), settings.step(), weights, flips, network);
        this.mirrors = flips.size();
    }

    /**
     * Scores a case that the model's stages have prepared.
     *
     * @throws BadCaseException when the case is none for this model
     */
    NetworkScores score(Case prepared, WindowProgress progress) {
        if (!plan.isFlat()) {
            requireDepth(prepared);
        }
        int channels = prepared.channels().size();
        if (channels != plan.inputChannels()) {
            throw BadCaseException.of(
                    prepared.id(), "channels", channels, plan.inputChannels() + ", as the model was trained with");
        }
        MirrorVotes votes = new MirrorVotes(
                scoring, mirrors, plan.classes(), Math.toIntExact(plan.patch().product()));
        float[][] scores = window.scores(prepared.channels(), votes, progress);
        Regrid back = Regrid.backwards(prepared.grids(), spacingAsked(prepared));
        return new NetworkScores(back, scoring, scores, votes.agreement());
    }

    /** Slices that are seen alone stay as far apart as they are. */
    private Spacing spacingAsked(Case prepared) {
        Spacing asked = plan.spacingMm();
        return plan.isFlat()
                ? new Spacing(
                        asked.x(), asked.y(), prepared.geometry().spacing().z())
                : asked;
    }

    /** A single slice has no third dimension from which the network could tell a kidney from a vessel. */
    private static void requireDepth(Case prepared) {
        Index3 size = prepared.scanGeometry().size();
        if (Math.min(size.x(), Math.min(size.y(), size.z())) == 1) {
            throw BadCaseException.of(prepared.id(), "size", size, "more than one slice along each axis");
        }
    }
}
