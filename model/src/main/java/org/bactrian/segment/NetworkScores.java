package org.bactrian.segment;

import java.util.Optional;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.grid.Regrid;
import org.bactrian.volume.LabelMap;

/** The scores of one network on its own grid. */
final class NetworkScores implements ClassScores {

    private final Regrid back;
    private final Scoring scoring;
    private final float[][] scores;
    private final Agreement views;
    private final Optional<Coverage> coverage;

    /**
     * Scores of a prepared case.
     *
     * @param back from the network's grid to the scan's own
     * @param scoring what the scores are, and how they become labels
     * @param scores {@code scores[class][voxel]} on the network's grid, x fastest; shared, not copied
     * @param views what the network said under each mirror
     * @param coverage how much it has seen, where it was to localise first
     */
    NetworkScores(Regrid back, Scoring scoring, float[][] scores, Agreement views, Optional<Coverage> coverage) {
        this.back = back;
        this.scoring = scoring;
        this.scores = scores;
        this.views = views;
        this.coverage = coverage;
    }

    @Override
    public LabelMap labels() {
        return scoring.hasRegions() ? back.regions(scores, scoring.regionLabels()) : back.argMax(scores);
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
        back.forEachRow(scores, meaning.outside(scores.length), (first, row) -> {
            double[] voxel = new double[row.length];
            for (int i = 0; i < row[0].length; i++) {
                for (int c = 0; c < voxel.length; c++) {
                    voxel[c] = row[c][i];
                }
                meaning.turn(voxel);
                for (int c = 0; c < voxel.length; c++) {
                    sums[c][first + i] += (float) voxel[c];
                }
            }
        });
    }

    @Override
    public Certainty certainty() {
        ForegroundEntropy entropy = ForegroundEntropy.of(new Probabilities(scoring), scores);
        return new Certainty(entropy.mean(), views.byLabel(), coverage);
    }
}
