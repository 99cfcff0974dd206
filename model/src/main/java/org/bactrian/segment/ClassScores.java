package org.bactrian.segment;

import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.grid.Regrid;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.unet.Ensemble;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** What the network makes of a whole scan: the scores (logits) of every class on its grid, ready to go back. */
public final class ClassScores {

    private static final int VOXELS_IN_PIECE = 1 << 15;

    private final Regrid back;
    private final Scoring scoring;
    private final float[][] scores;

    /**
     * Scores of a prepared case.
     *
     * @param back from the network's grid to the scan's own
     * @param scoring what the scores are, and how they become labels
     * @param scores {@code scores[class][voxel]} on the network's grid, x fastest; shared, not copied
     */
    ClassScores(Regrid back, Scoring scoring, float[][] scores) {
        this.back = back;
        this.scoring = scoring;
        this.scores = scores;
    }

    /**
     * At every voxel of the scan the class with the largest score, or the last region painted whose score is positive. Memory
     * does not grow with the number of classes.
     */
    public LabelMap labels() {
        return scoring.hasRegions() ? back.regions(scores, scoring.regionLabels()) : back.argMax(scores);
    }

    /**
     * The probability of every class at every voxel of the scan: the softmax of the interpolated scores; what lies outside
     * of the network's grid is background. Of regions, each one's own probability, and 0 outside. Memory: {@code 4 * classes} bytes a voxel of the scan.
     *
     * @return {@code probabilities[class][voxel]} on the scan's grid, x fastest
     */
    public float[][] probabilities() {
        float[][] regridded = new float[scores.length][];
        for (int c = 0; c < scores.length; c++) {
            regridded[c] = back.volume(new Volume(back.from(), scores[c])).voxels();
        }
        int voxels = regridded[0].length;
        Lines.allCores().forEach((voxels - 1) / VOXELS_IN_PIECE + 1, () -> {
            double[] exponentials = new double[scores.length];
            return piece -> {
                int first = piece * VOXELS_IN_PIECE;
                for (int i = 0; i < Math.min(VOXELS_IN_PIECE, voxels - first); i++) {
                    turnIntoProbabilities(regridded, first + i, exponentials);
                }
            };
        });
        return regridded;
    }

    private void turnIntoProbabilities(float[][] regridded, int voxel, double[] exponentials) {
        if (scoring.hasRegions()) {
            sigmoid(regridded, voxel);
        } else if (isOutside(regridded, voxel)) {
            regridded[0][voxel] = 1;
        } else if (scoring.ensemble().scores() == Ensemble.Scores.LOGITS) {
            softmax(regridded, voxel, exponentials);
        }
    }

    /** Regridding leaves 0 outside of the network's grid, in every class. */
    private static boolean isOutside(float[][] scores, int voxel) {
        for (float[] classScores : scores) {
            if (classScores[voxel] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void sigmoid(float[][] scores, int voxel) {
        if (!isOutside(scores, voxel)) {
            for (float[] regionScores : scores) {
                regionScores[voxel] = (float) (1 / (1 + Math.exp(-regionScores[voxel])));
            }
        }
    }

    private static void softmax(float[][] scores, int voxel, double[] exponentials) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float[] classScores : scores) {
            largest = Math.max(largest, classScores[voxel]);
        }
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            exponentials[c] = Math.exp(scores[c][voxel] - largest);
            sum += exponentials[c];
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c][voxel] = (float) (exponentials[c] / sum);
        }
    }
}
