package org.bactrian.segment.score;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;

/** What the scores of one voxel mean. Immutable. */
public final class Probabilities {

    private static final double HALF = 0.5;

    /** A logit whose probability is 1 in single precision. */
    private static final float SURE = 20;

    private final Scoring scoring;

    /** For the scores of a model. */
    public Probabilities(Scoring scoring) {
        this.scoring = scoring;
    }

    /** The scores of what is background for sure. */
    double[] outside(int outputs) {
        double[] scores = new double[outputs];
        Arrays.fill(
                scores,
                switch (kind()) {
                    case LOGITS -> Double.NEGATIVE_INFINITY;
                    case PROBABILITIES -> 0;
                    case MARGINS -> -HALF;
                });
        if (!scoring.hasRegions()) {
            scores[0] = kind() == Ensemble.Scores.LOGITS ? 0 : 1;
        }
        return scores;
    }

    /** The scores of what no network has looked at: background, as sure as numbers are that can still be interpolated. */
    public float[] unseen(int outputs) {
        float[] scores = new float[outputs];
        if (scoring.hasRegions()) {
            Arrays.fill(scores, kind() == Ensemble.Scores.LOGITS ? -SURE : (float) -HALF);
        } else {
            scores[0] = kind() == Ensemble.Scores.LOGITS ? SURE : 1;
        }
        return scores;
    }

    private Ensemble.Scores kind() {
        return scoring.ensemble().scores();
    }

    /** Whether a voxel shows foreground; the scores may be multiplied by a positive number. Needs no exponential. */
    boolean isForeground(float[][] scores, int voxel) {
        double background = scoring.hasRegions() ? 0 : scores[0][voxel];
        for (int c = scoring.hasRegions() ? 0 : 1; c < scores.length; c++) {
            if (scores[c][voxel] > background) {
                return true;
            }
        }
        return false;
    }

    /** A map without labels, wide enough for those of so many outputs. */
    LabelMap background(Geometry grid, int outputs) {
        return LabelMap.forLabels(
                grid, IntStream.range(0, outputs).map(this::labelOf).max().orElse(0));
    }

    /** The voxels that show foreground, each scored as {@link #isForeground} has it: label 1. */
    public LabelMap foreground(Geometry grid, float[][] scores) {
        LabelMap found = LabelMap.background(grid, false);
        int slice = found.length() / grid.size().z();
        Lines.allCores().forEach(grid.size().z(), () -> z -> {
            for (int at = z * slice; at < (z + 1) * slice; at++) {
                if (isForeground(scores, at)) {
                    found.bytes()[at] = 1;
                }
            }
        });
        return found;
    }

    /** Turns the scores of a voxel into probabilities: of classes together, of regions each by itself. */
    void turn(double[] scores) {
        switch (kind()) {
            case LOGITS -> {
                if (scoring.hasRegions()) {
                    Arrays.setAll(scores, region -> 1 / (1 + Math.exp(-scores[region])));
                } else {
                    softmax(scores);
                }
            }
            case PROBABILITIES -> {}
            case MARGINS -> Arrays.setAll(scores, region -> scores[region] + HALF);
        }
    }

    private static void softmax(double[] scores) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = Math.exp(scores[c] - largest);
            sum += scores[c];
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c] /= sum;
        }
    }

    /** The label of a voxel by its probabilities. */
    int label(double[] probabilities) {
        int winner = 0;
        if (scoring.hasRegions()) {
            for (int region = 0; region < probabilities.length; region++) {
                winner = probabilities[region] > HALF ? scoring.regionLabels().get(region) : winner;
            }
            return winner;
        }
        for (int c = 1; c < probabilities.length; c++) {
            winner = probabilities[c] > probabilities[winner] ? c : winner;
        }
        return winner;
    }

    /** The entropy of a voxel in shares of the largest that there is; of regions the mean of theirs. */
    double entropy(double[] probabilities) {
        double sum = 0;
        for (double probability : probabilities) {
            sum += scoring.hasRegions() ? term(probability) + term(1 - probability) : term(probability);
        }
        return scoring.hasRegions() ? sum / (probabilities.length * Math.log(2)) : sum / Math.log(probabilities.length);
    }

    private static double term(double probability) {
        return probability > 0 ? -probability * Math.log(probability) : 0;
    }

    /** The labels that a scan may get, in the order of the outputs. */
    public int labelOf(int output) {
        return scoring.hasRegions() ? scoring.regionLabels().get(output) : output;
    }
}
