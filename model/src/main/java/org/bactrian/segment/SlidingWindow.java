package org.bactrian.segment;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/**
 * Scores a whole scan patch by patch. Windows overlap; where they do, scores are blended with {@link BlendWeights}. A
 * scan smaller than the patch lies in the middle of it, with 0 (the mean intensity of a normalised scan) around. Holds
 * no state between calls; as safe for many threads as the network is.
 */
final class SlidingWindow {

    private final Index3 patch;
    private final int classes;
    private final double step;
    private final List<Mirror> mirrors;
    private final float[] weights;
    private final PatchScores network;

    /**
     * A window over a network.
     *
     * @param patch the voxels the network sees at once
     * @param classes the classes it scores
     * @param step the largest distance between neighbouring windows as a fraction of the patch
     * @param weights how much each place of the patch counts, x fastest
     * @param mirrors the flips under which every window is seen; their scores are averaged
     */
    SlidingWindow(Index3 patch, int classes, double step, float[] weights, List<Mirror> mirrors, PatchScores network) {
        this.patch = patch;
        this.classes = classes;
        this.step = step;
        this.weights = weights;
        this.mirrors = List.copyOf(mirrors);
        this.network = network;
    }

    /**
     * The scores of every class. Memory: {@code 4 * (classes + 1)} bytes a voxel, and a few patches.
     *
     * @param channels on one grid, the one that the network was trained on
     * @param votes told what the network says under each mirror
     * @return {@code scores[class][voxel]} on that grid, x fastest
     */
    float[][] scores(List<Volume> channels, MirrorVotes votes, WindowProgress progress) {
        Index3 size = channels.get(0).geometry().size();
        float[][] scores = new float[classes][Math.toIntExact(size.product())];
        float[] sums = new float[scores[0].length];
        List<Window> windows = windows(size);
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            window.addTo(scores, sums, weights, mirrored(window.cut(channels), votes), 1f / mirrors.size());
            progress.finished(i + 1, windows.size());
        }
        for (float[] ofClass : scores) {
            for (int i = 0; i < sums.length; i++) {
                ofClass[i] /= sums[i];
            }
        }
        return scores;
    }

    private List<Window> windows(Index3 size) {
        List<Window> windows = new ArrayList<>();
        for (AxisWindow z : AxisWindow.over(size.z(), patch.z(), step)) {
            for (AxisWindow y : AxisWindow.over(size.y(), patch.y(), step)) {
                for (AxisWindow x : AxisWindow.over(size.x(), patch.x(), step)) {
                    windows.add(new Window(size, patch, x, y, z));
                }
            }
        }
        return windows;
    }

    /** The sum of the scores under all mirrors. */
    private float[] mirrored(float[] seen, MirrorVotes votes) {
        float[] sum = new float[Math.multiplyExact(classes, Math.toIntExact(patch.product()))];
        for (Mirror mirror : mirrors) {
            float[] scores = mirror.of(network.scores(mirror.of(seen, patch)), patch);
            votes.add(scores);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += scores[i];
            }
        }
        votes.finishWindow();
        return sum;
    }
}
