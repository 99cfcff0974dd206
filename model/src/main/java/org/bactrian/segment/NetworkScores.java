package org.bactrian.segment;

import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.grid.Regrid;
import org.bactrian.volume.LabelMap;

/** The scores of one network on its own grid. */
final class NetworkScores implements ClassScores {

    private final Regrid back;
    private final Scoring scoring;
    private final float[][] scores;
    private final Agreement views;

    /**
     * Scores of a prepared case.
     *
     * @param back from the network's grid to the scan's own
     * @param scoring what the scores are, and how they become labels
     * @param scores {@code scores[class][voxel]} on the network's grid, x fastest; shared, not copied
     * @param views what the network said under each mirror
     */
    NetworkScores(Regrid back, Scoring scoring, float[][] scores, Agreement views) {
        this.back = back;
        this.scoring = scoring;
        this.scores = scores;
        this.views = views;
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
        Probabilities meaning = new Probabilities(scoring);
        ForegroundEntropy entropy = ForegroundEntropy.of(meaning, scores.length, scores[0].length, (at, voxel) -> {
            if (!isForeground(at)) {
                return false;
            }
            for (int c = 0; c < voxel.length; c++) {
                voxel[c] = scores[c][at];
            }
            meaning.turn(voxel);
            return true;
        });
        return new Certainty(entropy.mean(), views.byLabel());
    }

    /** Most voxels are background, which shows without an exponential. */
    private boolean isForeground(int voxel) {
        double background = scoring.hasRegions() ? 0 : scores[0][voxel];
        for (int c = scoring.hasRegions() ? 0 : 1; c < scores.length; c++) {
            if (scores[c][voxel] > background) {
                return true;
            }
        }
        return false;
    }
}
