package org.bactrian.segment.score;

import java.util.Optional;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.grid.ScoreGrid;
import org.bactrian.numeric.spline.Half;
import org.bactrian.segment.confidence.Agreement;
import org.bactrian.segment.confidence.Certainty;
import org.bactrian.segment.confidence.Coverage;
import org.bactrian.volume.LabelMap;

/** The scores of one network on its own grid. */
public final class NetworkScores implements ClassScores {

    private final ScoreGrid back;
    private final Scoring scoring;
    private final float[][] scores;
    private final Agreement views;
    private final Optional<Coverage> coverage;
    private final boolean rounded;

    /**
     * Scores of a prepared case.
     *
     * @param back from the network's grid to the scan's own
     * @param scoring what the scores are, and how they become labels
     * @param scores {@code scores[class][voxel]} on the network's grid, x fastest; shared, not copied
     * @param views what the network said under each mirror
     * @param coverage how much it has seen, where it was to localise first
     */
    public NetworkScores(
            ScoreGrid back, Scoring scoring, float[][] scores, Agreement views, Optional<Coverage> coverage) {
        this(back, scoring, scores, views, coverage, false);
    }

    private NetworkScores(
            ScoreGrid back,
            Scoring scoring,
            float[][] scores,
            Agreement views,
            Optional<Coverage> coverage,
            boolean rounded) {
        this.back = back;
        this.scoring = scoring;
        this.scores = scores;
        this.views = views;
        this.coverage = coverage;
        this.rounded = rounded;
    }

    /** The same whose scores are rounded to 16 bits when they are interpolated, as nnU-Net's {@code resample_data_or_seg} does. */
    public NetworkScores rounded() {
        return new NetworkScores(back, scoring, scores, views, coverage, true);
    }

    @Override
    public LabelMap labels() {
        if (rounded) {
            return labelsOfHalves();
        }
        return scoring.hasRegions() ? back.regions(scores, scoring.regionLabels()) : back.argMax(scores);
    }

    /** Of classes that round to the same half the lowest wins, so who wins at all voxels around a place need not win there. */
    private LabelMap labelsOfHalves() {
        Probabilities meaning = new Probabilities(scoring);
        LabelMap labels = meaning.background(back.to(), scores.length);
        forEachVoxel((at, voxel) -> {
            if (scoring.hasRegions()) {
                meaning.turn(voxel);
            }
            labels.fill(at, at + 1, meaning.label(voxel));
        });
        return labels;
    }

    @Override
    public float[][] probabilities() {
        float[][] probabilities =
                new float[scores.length][Math.toIntExact(back.to().size().product())];
        addTo(probabilities);
        return probabilities;
    }

    /** How much of the scan the network has seen, where it was to localise first. */
    Optional<Coverage> coverage() {
        return coverage;
    }

    /** Adds the probabilities to others: the softmax of the interpolated scores, or the sigmoid. */
    void addTo(float[][] sums) {
        Probabilities meaning = new Probabilities(scoring);
        forEachVoxel((at, voxel) -> {
            meaning.turn(voxel);
            for (int c = 0; c < voxel.length; c++) {
                sums[c][at] += (float) voxel[c];
            }
        });
    }

    /** Takes the interpolated scores of a voxel, which may be written to. */
    @FunctionalInterface
    private interface Voxels {
        void accept(int at, double[] scores);
    }

    private void forEachVoxel(Voxels voxels) {
        double[] outside = new Probabilities(scoring).outside(scores.length);
        back.forEachRow(scores, outside, (first, row) -> {
            double[] voxel = new double[row.length];
            for (int i = 0; i < row[0].length; i++) {
                for (int c = 0; c < voxel.length; c++) {
                    voxel[c] = rounded ? Half.rounded(row[c][i]) : row[c][i];
                }
                voxels.accept(first + i, voxel);
            }
        });
    }

    @Override
    public Certainty certainty() {
        ForegroundEntropy entropy = ForegroundEntropy.of(new Probabilities(scoring), scores);
        return new Certainty(entropy.mean(), views.byLabel(), coverage);
    }
}
