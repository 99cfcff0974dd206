package org.bactrian.segment.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.segment.confidence.Agreement;
import org.bactrian.segment.confidence.Certainty;
import org.bactrian.segment.confidence.Coverage;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;

/**
 * The mean of the probabilities of several models on the grid of the scan, as nnU-Net ensembles its configurations. Memory:
 * one sum ({@code 4 * classes} bytes a voxel of the scan) and a label map for each model, however many there are.
 */
public final class MeanProbabilities implements ClassScores {

    private final Geometry grid;
    private final Scoring scoring;
    private final float[][] means;
    private final List<LabelMap> opinions;
    private final Optional<Coverage> coverage;

    private MeanProbabilities(
            Geometry grid, Scoring scoring, float[][] means, List<LabelMap> opinions, Optional<Coverage> coverage) {
        this.grid = grid;
        this.scoring = scoring;
        this.means = means;
        this.opinions = opinions;
        this.coverage = coverage;
    }

    /** What it takes: the sum, and a label map of each model. */
    public static double bytes(Geometry scan, int outputs, int models) {
        return (double) scan.size().product() * (Float.BYTES * outputs + models);
    }

    /** Adds up what models say one after the other, and lets go of each. */
    public static final class Sum {

        private final Geometry grid;
        private final Scoring scoring;
        private final float[][] sums;
        private final List<LabelMap> opinions = new ArrayList<>();
        private final List<Coverage> coverages = new ArrayList<>();

        /**
         * A sum without models.
         *
         * @param grid of the scan
         * @param scoring of the models: how many outputs they have, and whether these are regions
         */
        public Sum(Geometry grid, Scoring scoring, int outputs) {
            this.grid = grid;
            this.scoring = scoring;
            this.sums = new float[outputs][Math.toIntExact(grid.size().product())];
        }

        /** Adds what a model says. */
        public void add(NetworkScores scores) {
            scores.addTo(sums);
            opinions.add(scores.labels());
            scores.coverage().ifPresent(coverages::add);
        }

        /** The mean of all models so far; the sum is used up. */
        public MeanProbabilities mean() {
            for (float[] sum : sums) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] /= opinions.size();
                }
            }
            return new MeanProbabilities(
                    grid,
                    scoring,
                    sums,
                    List.copyOf(opinions),
                    coverages.stream().reduce(Coverage::plus));
        }
    }

    @Override
    public LabelMap labels() {
        Probabilities meaning = new Probabilities(scoring);
        LabelMap labels = meaning.background(grid, means.length);
        int slice = Math.toIntExact(grid.size().product() / grid.size().z());
        Lines.allCores().forEach(grid.size().z(), () -> {
            double[] voxel = new double[means.length];
            return z -> {
                for (int at = z * slice; at < (z + 1) * slice; at++) {
                    read(at, voxel);
                    labels.fill(at, at + 1, meaning.label(voxel));
                }
            };
        });
        return labels;
    }

    private void read(int at, double[] voxel) {
        for (int c = 0; c < voxel.length; c++) {
            voxel[c] = means[c][at];
        }
    }

    @Override
    public float[][] probabilities() {
        return means;
    }

    @Override
    public Certainty certainty() {
        Probabilities meaning = new Probabilities(scoring);
        ForegroundEntropy entropy =
                ForegroundEntropy.of(meaning, means.length, means[0].length, new ForegroundEntropy.Voxels() {
                    @Override
                    public boolean isForeground(int voxel, double[] scratch) {
                        read(voxel, scratch);
                        return meaning.label(scratch) != 0;
                    }

                    @Override
                    public void write(int voxel, double[] probabilities) {
                        read(voxel, probabilities);
                    }
                });
        return new Certainty(entropy.mean(), agreement(meaning).byLabel(), coverage);
    }

    /** How far the models agree. */
    private Agreement agreement(Probabilities meaning) {
        Agreement agreement = new Agreement(opinions.size());
        byte[] votes =
                new byte[Math.toIntExact(grid.size().product() / grid.size().z())];
        for (int output = 0; output < means.length; output++) {
            int label = meaning.labelOf(output);
            for (int z = 0; z < grid.size().z() && label != 0; z++) {
                for (int i = 0; i < votes.length; i++) {
                    votes[i] = votesFor(label, z * votes.length + i);
                }
                agreement.add(label, votes);
            }
        }
        return agreement;
    }

    private byte votesFor(int label, int voxel) {
        int votes = 0;
        for (LabelMap opinion : opinions) {
            votes += opinion.at(voxel) == label ? 1 : 0;
        }
        return (byte) votes;
    }
}
