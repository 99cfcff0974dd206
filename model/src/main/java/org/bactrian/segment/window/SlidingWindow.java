package org.bactrian.segment.window;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/**
 * Scores a whole scan patch by patch. Windows overlap; where they do, scores are blended, {@link WindowSums}. A
 * scan smaller than the patch lies in the middle of it, with 0 (the mean intensity of a normalised scan) around. Holds
 * no state between calls; as safe for many threads as the network is.
 */
final class SlidingWindow {

    private final Index3 patch;
    private final double step;
    private final List<Mirror> mirrors;
    private final IntFunction<WindowSums> blending;
    private final PatchScores network;

    /**
     * A window over a network.
     *
     * @param patch the voxels the network sees at once
     * @param step the largest distance between neighbouring windows as a fraction of the patch
     * @param mirrors the flips under which every window is seen; their scores are averaged
     * @param blending begins to add up windows that are seen under these mirrors, on a scan of so many voxels
     */
    SlidingWindow(
            Index3 patch, double step, List<Mirror> mirrors, IntFunction<WindowSums> blending, PatchScores network) {
        this.patch = patch;
        this.step = step;
        this.mirrors = List.copyOf(mirrors);
        this.blending = blending;
        this.network = network;
    }

    /**
     * The scores of every class. Memory: {@code 4 * (classes + 1)} bytes a voxel, and a few patches.
     *
     * @param channels on one grid, the one that the network was trained on
     * @param votes told what the network says under each mirror, or what its members say
     * @param choice of the windows that are seen; their scores are the same whether others are seen or not
     * @return {@code scores[class][voxel]} on that grid, x fastest
     */
    float[][] scores(List<Volume> channels, MirrorVotes votes, WindowChoice choice, WindowProgress progress) {
        Run run = new Run(channels, votes, progress);
        List<Window> left = windows(run.size());
        List<Window> next = choice.next(left, run.sums.soFar());
        while (!next.isEmpty()) {
            run.see(next);
            left = without(left, next);
            next = left.isEmpty() ? left : choice.next(left, run.sums.soFar());
        }
        return run.sums.divided();
    }

    /** One scan below the window. */
    private final class Run {

        private final List<Volume> channels;
        private final MirrorVotes votes;
        private final WindowProgress progress;
        private final WindowSums sums;
        private final PatchArrays arrays = new PatchArrays();
        private final PatchQueue queue;
        private int seen;

        Run(List<Volume> channels, MirrorVotes votes, WindowProgress progress) {
            this.channels = channels;
            this.votes = votes;
            this.progress = progress;
            this.sums = blending.apply(Math.toIntExact(size().product()));
            this.queue = new PatchQueue(votes.heard(network).scoringInto(arrays::lend));
        }

        Index3 size() {
            return channels.get(0).geometry().size();
        }

        void see(List<Window> windows) {
            int total = seen + windows.size();
            for (Window window : windows) {
                Consumer<float[]> each = ofPatch -> {
                    votes.add(ofPatch);
                    sums.add(window, ofPatch);
                };
                score(window, each, () -> {
                    votes.finishWindow();
                    sums.finish(window);
                    seen++;
                    progress.finished(seen, total);
                });
            }
            queue.finish();
        }

        /**
         * Scores a window under all mirrors.
         *
         * @param each told the scores under each mirror, turned back
         * @param done told when there are no more
         */
        private void score(Window window, Consumer<float[]> each, Runnable done) {
            float[] cut = window.cut(channels, arrays::lend);
            for (int m = 0; m < mirrors.size(); m++) {
                Mirror mirror = mirrors.get(m);
                boolean isLast = m == mirrors.size() - 1;
                float[] shown = mirror.of(cut, patch, arrays::lend);
                queue.add(shown, scored -> {
                    float[] turned = mirror.of(scored, patch, arrays::lend);
                    each.accept(turned);
                    arrays.takeBack(turned);
                    arrays.takeBack(scored);
                    if (shown != cut) {
                        arrays.takeBack(shown);
                    }
                    if (isLast) {
                        arrays.takeBack(cut);
                        done.run();
                    }
                });
            }
        }
    }

    private static List<Window> without(List<Window> windows, List<Window> seen) {
        Set<Window> gone = new HashSet<>(seen);
        return windows.stream().filter(window -> !gone.contains(window)).toList();
    }

    /** All windows of a scan. */
    List<Window> windows(Index3 size) {
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
