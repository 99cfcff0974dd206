package org.bactrian.segment.window;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.grid.Regrid;
import org.bactrian.numeric.grid.SmoothRegrid;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.segment.confidence.Agreement;
import org.bactrian.segment.confidence.Coverage;
import org.bactrian.segment.score.NetworkScores;
import org.bactrian.segment.score.Probabilities;
import org.bactrian.unet.plan.NetworkPlan;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the prepared case window by window and brings the scores back to the scan's grid, row by row, where the class
 * with the largest score wins. Memory: {@code 4 * classes + 2} bytes a voxel of the network's grid, and the label map; the
 * scan's grid costs no more however fine it is, but where scores are to be splines ({@link SmoothRegrid}). {@link Blend#HALF} of several networks takes {@code 4 * classes} bytes more.
 */
public final class WindowSegmenter {

    private static final Logger LOG = LoggerFactory.getLogger(WindowSegmenter.class);

    private static final int VOXELS_IN_PIECE = 1 << 15;

    private final NetworkPlan plan;
    private final Scoring scoring;
    private final boolean rounds;
    private final List<SlidingWindow> windows;
    private final int mirrors;
    private final Optional<Localiser> localiser;

    /**
     * For a model.
     *
     * @param networks one that scores for all members of an ensemble, or where scores are {@linkplain Blend#HALF rounded} each
     *     member by itself
     */
    public WindowSegmenter(ModelBundle.Description model, WindowSettings settings, List<PatchScores> networks) {
        plan = model.plan();
        scoring = model.scoring();
        rounds = settings.rounds(scoring);
        List<Mirror> flips = Mirror.combinations(settings.mirror() ? plan.mirrorAxes() : List.of());
        mirrors = flips.size();
        windows = networks.stream()
                .map(network -> window(settings.step(), flips, network))
                .toList();
        localiser = settings.localise()
                ? Optional.of(new Localiser(model, window(1, List.of(Mirror.NONE), networks.get(0))))
                : Optional.empty();
    }

    private SlidingWindow window(double step, List<Mirror> flips, PatchScores network) {
        float[] weights = scoring.ensemble().scores() == Ensemble.Scores.LOGITS
                ? BlendWeights.half(plan.patch())
                : BlendWeights.single(plan.patch());
        float[] unseen = new Probabilities(scoring).unseen(plan.classes());
        IntFunction<WindowSums> blending = rounds
                ? voxels -> new HalfSums(weights, flips.size(), plan.classes(), voxels)
                : voxels -> new FloatSums(weights, flips.size(), unseen, voxels);
        return new SlidingWindow(plan.patch(), step, flips, blending, network);
    }

    /**
     * Scores a case that the model's stages have prepared.
     *
     * @throws BadCaseException when the case is none for this model
     */
    public NetworkScores score(Case prepared, WindowProgress progress) {
        int channels = prepared.channels().size();
        if (channels != plan.inputChannels()) {
            throw BadCaseException.of(
                    prepared.id(), "channels", channels, plan.inputChannels() + ", as the model was trained with");
        }
        requireNumbers(prepared);
        Scoring heard = windows.size() > 1 ? scoring.withMembers(1) : scoring;
        MirrorVotes votes = new MirrorVotes(
                heard, mirrors, plan.classes(), Math.toIntExact(plan.patch().product()));
        Optional<Search> search = localiser.map(look -> look.search(prepared, patches(prepared), progress));
        WindowChoice choice = search.<WindowChoice>map(found -> found).orElse(WindowChoice.ALL);
        float[][] scores = scores(prepared, votes, choice, progress);
        requireFinite(prepared.id(), scores);
        Optional<Coverage> coverage = search.map(Search::coverage);
        coverage.ifPresent(seen -> LOG.info("looked where something is to be seen: case={}, {}", prepared.id(), seen));
        return onGrid(prepared, scores, votes.agreement(), coverage);
    }

    private NetworkScores onGrid(Case prepared, float[][] scores, Agreement views, Optional<Coverage> coverage) {
        Spacing asked = spacingAsked(prepared);
        if (scoring.back().isSmooth()) {
            SmoothRegrid smooth = SmoothRegrid.backwards(prepared.grids(), asked, scoring.back());
            return new NetworkScores(rounds ? smooth.rounded() : smooth, scoring, scores, views, coverage);
        }
        Regrid back = Regrid.backwards(prepared.grids(), asked, scoring.back());
        NetworkScores onGrid = new NetworkScores(back, scoring, scores, views, coverage);
        // Torch interpolates halves as floats, and leaves them so.
        return rounds && !scoring.back().asInTorch() ? onGrid.rounded() : onGrid;
    }

    private float[][] scores(Case prepared, MirrorVotes votes, WindowChoice choice, WindowProgress progress) {
        int count = windows.size();
        if (count == 1) {
            return windows.get(0).scores(prepared.channels(), votes, choice, progress);
        }
        FoldMean mean = new FoldMean();
        for (int i = 0; i < count; i++) {
            mean.add(windows.get(i).scores(prepared.channels(), votes, choice, progress.part(i, count)));
        }
        return mean.mean();
    }

    /** What the network is shown of a whole scan. */
    private long patches(Case prepared) {
        return (long) mirrors
                * windows.get(0).windows(prepared.geometry().size()).size();
    }

    /** Slices that are seen alone stay as far apart as they are. */
    private Spacing spacingAsked(Case prepared) {
        Spacing asked = plan.spacingMm();
        return plan.isFlat()
                ? new Spacing(
                        asked.x(), asked.y(), prepared.geometry().spacing().z())
                : asked;
    }

    /** One voxel that is no number would spoil every window that it lies in, without a word. */
    private static void requireNumbers(Case prepared) {
        for (Volume channel : prepared.channels()) {
            for (float intensity : channel.voxels()) {
                if (!Float.isFinite(intensity)) {
                    throw BadCaseException.of(prepared.id(), "intensity", intensity, "a finite number in every voxel");
                }
            }
        }
    }

    /** nnU-Net stops at infinite scores too; one that is no number would win or lose against all others without a word. */
    private void requireFinite(String id, float[][] scores) {
        String expected =
                rounds ? "sums that 16 bits hold, up to 65504; windows blend in float too" : "a finite number";
        for (float[] ofClass : scores) {
            Lines.allCores().forEach((ofClass.length - 1) / VOXELS_IN_PIECE + 1, () -> piece -> {
                int first = piece * VOXELS_IN_PIECE;
                int end = first + Math.min(VOXELS_IN_PIECE, ofClass.length - first);
                for (int i = first; i < end; i++) {
                    if (!Float.isFinite(ofClass[i])) {
                        throw BadCaseException.of(id, "scores", ofClass[i], expected);
                    }
                }
            });
        }
    }
}
