package org.bactrian.train.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;

/**
 * The intensities under the labels, over all cases of a dataset, one entry a channel. nnU-Net draws as many foreground
 * voxels from each case, with repeats, about 10^8 in all; here each case gives as many evenly spaced quantiles of its
 * foreground, and its exact moments. Both let every case weigh the same; this one draws nothing, keeps at most
 * {@value #MOST_QUANTILES} numbers a channel, and lies within the sampling error of the other.
 */
public record Fingerprint(List<Channel> channels) {

    /** Intensities are never divided by less. */
    public static final double LEAST_DEVIATION = 1e-8;

    /** Numbers kept a channel, over all cases. */
    static final int MOST_QUANTILES = 4_000_000;

    private static final int QUANTILES_A_CASE = 10_000;

    /** The statistics of one channel: percentiles 0.5 and 99.5, mean and standard deviation. */
    public record Channel(double percentile005, double percentile995, double mean, double deviation) {}

    public Fingerprint {
        channels = List.copyOf(channels);
    }

    /**
     * Looks at every case.
     *
     * @throws IllegalArgumentException when no case has a labelled voxel
     */
    public static Fingerprint of(Dataset dataset) {
        int channelCount = dataset.description().channels();
        int largest = dataset.description().labels().size() - 1;
        int quantiles = Math.min(
                QUANTILES_A_CASE, Math.max(1, MOST_QUANTILES / dataset.cases().size()));
        List<Intensities> channels = new ArrayList<>();
        for (int channel = 0; channel < channelCount; channel++) {
            channels.add(new Intensities(dataset.cases().size(), quantiles));
        }
        for (TrainingCase found : dataset.cases()) {
            Case scan = found.readWithLabels(largest);
            for (int channel = 0; channel < channelCount; channel++) {
                channels.get(channel)
                        .add(foreground(
                                scan.channels().get(channel).voxels(),
                                scan.labels().orElseThrow()));
            }
        }
        return new Fingerprint(channels.stream().map(Intensities::summary).toList());
    }

    private static float[] foreground(float[] voxels, LabelMap labels) {
        float[] inside = new float[voxels.length];
        int count = 0;
        for (int i = 0; i < voxels.length; i++) {
            if (labels.at(i) > 0) {
                inside[count++] = voxels[i];
            }
        }
        return Arrays.copyOf(inside, count);
    }

    /** Gathers one channel. */
    private static final class Intensities {

        private final float[] quantiles;
        private final int perCase;
        private int count;
        private double sum;
        private double sumOfSquares;
        private int cases;

        Intensities(int cases, int perCase) {
            this.perCase = perCase;
            this.quantiles = new float[cases * perCase];
        }

        void add(float[] foreground) {
            if (foreground.length == 0) {
                return;
            }
            Arrays.sort(foreground);
            for (int i = 0; i < perCase; i++) {
                quantiles[count++] = foreground[(int) ((i + 0.5) * foreground.length / perCase)];
            }
            double mean = 0;
            double meanOfSquares = 0;
            for (float intensity : foreground) {
                mean += intensity / (double) foreground.length;
                meanOfSquares += (double) intensity * intensity / foreground.length;
            }
            sum += mean;
            sumOfSquares += meanOfSquares;
            cases++;
        }

        Channel summary() {
            if (cases == 0) {
                throw new IllegalArgumentException("no case of the dataset has a labelled voxel");
            }
            float[] sorted = Arrays.copyOf(quantiles, count);
            Arrays.sort(sorted);
            double mean = sum / cases;
            double variance = Math.max(0, sumOfSquares / cases - mean * mean);
            return new Channel(percentile(sorted, 0.5), percentile(sorted, 99.5), mean, Math.sqrt(variance));
        }
    }

    /** Linear between the two nearest ranks, numpy's default. */
    private static double percentile(float[] sorted, double percent) {
        double rank = percent / 100 * (sorted.length - 1);
        int low = (int) rank;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (rank - low) * (sorted[high] - (double) sorted[low]);
    }
}
