package org.bactrian.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/**
 * Scores a whole scan patch by patch. Windows overlap; where they do, scores are blended with {@link BlendWeights}. A
 * scan smaller than the patch lies in the middle of it, with 0 (the mean intensity of a normalised scan) around. Holds
 * no state between calls; as safe for many threads as the network is.
 */
final class SlidingWindow {

    private static final int VOXELS_IN_PIECE = 1 << 15;

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
     * @param votes told what the network says under each mirror, or what its members say
     * @return {@code scores[class][voxel]} on that grid, x fastest
     */
    float[][] scores(List<Volume> channels, MirrorVotes votes, WindowProgress progress) {
        Index3 size = channels.get(0).geometry().size();
        float[][] scores = new float[classes][Math.toIntExact(size.product())];
        float[] sums = new float[scores[0].length];
        List<Window> windows = windows(size);
        PatchQueue queue = new PatchQueue(votes.heard(network));
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            int done = i + 1;
            Consumer<float[]> each = seen -> {
                votes.add(seen);
                window.addTo(scores, weights, seen, 1f / mirrors.size());
            };
            score(window, channels, queue, each, () -> {
                votes.finishWindow();
                window.addWeights(sums, weights);
                progress.finished(done, windows.size());
            });
        }
        queue.finish();
        divide(scores, sums);
        return scores;
    }

    /**
     * Scores a window under all mirrors.
     *
     * @param each told the scores under each mirror, turned back
     * @param done told when there are no more
     */
    private void score(Window window, List<Volume> channels, PatchQueue queue, Consumer<float[]> each, Runnable done) {
        float[] seen = window.cut(channels);
        for (int m = 0; m < mirrors.size(); m++) {
            Mirror mirror = mirrors.get(m);
            boolean isLast = m == mirrors.size() - 1;
            queue.add(mirror.of(seen, patch), scored -> {
                each.accept(mirror.of(scored, patch));
                if (isLast) {
                    done.run();
                }
            });
        }
    }

    private static void divide(float[][] scores, float[] sums) {
        Lines.allCores().forEach((sums.length - 1) / VOXELS_IN_PIECE + 1, () -> piece -> {
            int first = piece * VOXELS_IN_PIECE;
            int end = Math.min(first + VOXELS_IN_PIECE, sums.length);
            for (float[] ofClass : scores) {
                for (int i = first; i < end; i++) {
                    ofClass[i] /= sums[i];
                }
            }
        });
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
}
