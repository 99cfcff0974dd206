package org.bactrian.segment.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingWindowTest {

    private static final MirrorVotes NO_VOTES = new MirrorVotes(Scoring.CLASSES, 1, 0, 0);

    private static final Index3 PATCH = new Index3(8, 6, 4);
    private static final float[] WEIGHTS = BlendWeights.single(PATCH);
    private static final float TOLERANCE = 1e-5f;

    @ParameterizedTest
    @CsvSource({"8, 6, 4", "17, 13, 9", "5, 20, 4", "1, 1, 1", "8, 3, 11"})
    void aNetworkThatRepeatsItsInputGivesTheScanBack(int x, int y, int z) {
        Volume scan = noise(new Index3(x, y, z), 1);
        SlidingWindow window = window(1, float[]::clone);

        float[][] scores = window.scores(List.of(scan), NO_VOTES, WindowChoice.ALL, WindowProgress.NONE);

        assertThat(scores).hasDimensions(1, scan.voxels().length);
        assertThat(scores[0]).containsExactly(scan.voxels(), within(TOLERANCE));
    }

    @Test
    void everyFlipIsUndone() {
        Volume scan = noise(new Index3(11, 9, 7), 2);
        SlidingWindow window = mirrored(List.of(0, 1, 2), float[]::clone);

        float[][] scores = window.scores(List.of(scan), NO_VOTES, WindowChoice.ALL, WindowProgress.NONE);

        assertThat(scores[0]).containsExactly(scan.voxels(), within(TOLERANCE));
    }

    @Test
    void scoresOfAllFlipsAreAveraged() {
        Volume scan = noise(PATCH, 3);
        PatchScores placeAlongX = patch -> {
            float[] scores = new float[patch.length];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = i % PATCH.x();
            }
            return scores;
        };
        SlidingWindow window = mirrored(List.of(0), placeAlongX);

        float[][] scores = window.scores(List.of(scan), NO_VOTES, WindowChoice.ALL, WindowProgress.NONE);

        float[] middle = new float[scan.voxels().length];
        Arrays.fill(middle, (PATCH.x() - 1) / 2f);
        assertThat(scores[0]).containsExactly(middle, within(TOLERANCE));
    }

    @Test
    void blendedScoresAreThoseOfTheReferencesFormula() {
        Index3 size = new Index3(13, 9, 7);
        Volume first = noise(size, 4);
        Volume second = noise(size, 5);
        SlidingWindow window = window(2, patch -> twoClasses(patch, (int) PATCH.product()));

        float[][] scores = window.scores(List.of(first, second), NO_VOTES, WindowChoice.ALL, WindowProgress.NONE);

        float[][] twin = slowTwin(first, second);
        assertThat(scores[0]).containsExactly(twin[0], within(TOLERANCE));
        assertThat(scores[1]).containsExactly(twin[1], within(TOLERANCE));
    }

    @Test
    void aSmallScanIsSurroundedByZeros() {
        List<float[]> seen = new ArrayList<>();
        PatchScores network = patch -> {
            seen.add(patch.clone());
            return patch;
        };
        Geometry grid = Geometry.of(new Index3(2, 1, 1), new Spacing(1, 1, 1));
        Index3 patch = new Index3(4, 4, 2);
        SlidingWindow window = new SlidingWindow(
                patch,
                0.5,
                List.of(Mirror.NONE),
                voxels -> new FloatSums(BlendWeights.half(patch), 1, new float[1], voxels),
                network);

        window.scores(List.of(new Volume(grid, new float[] {5, 6})), NO_VOTES, WindowChoice.ALL, WindowProgress.NONE);

        float[] expected = new float[32];
        expected[1 + 4] = 5;
        expected[2 + 4] = 6;
        assertThat(seen).containsExactly(expected);
    }

    @Test
    void aNetworkThatScoresIntoArraysItIsGivenGivesTheSameScoresInAFewOfThem() {
        Volume scan = noise(new Index3(5, 23, 19), 7);
        Set<float[]> given = Collections.newSetFromMap(new IdentityHashMap<>());

        float[][] anew = scores(scan, room -> new float[room.length]);
        float[][] again = scores(scan, room -> {
            given.add(room);
            return room;
        });

        assertThat(again[0]).isEqualTo(anew[0]);
        assertThat(given).hasSizeLessThanOrEqualTo(4);
    }

    /** Of a network under all mirrors whose every score depends on the whole patch, what surrounds a small scan too. */
    private static float[][] scores(Volume scan, UnaryOperator<float[]> kept) {
        PatchScores network = new PatchScores() {
            private IntFunction<float[]> room = float[]::new;

            @Override
            public PatchScores scoringInto(IntFunction<float[]> arrays) {
                room = length -> kept.apply(arrays.apply(length));
                return this;
            }

            @Override
            public float[] scores(float[] patch) {
                float sum = 0;
                for (float value : patch) {
                    sum += value;
                }
                float[] scores = room.apply(patch.length);
                for (int i = 0; i < patch.length; i++) {
                    scores[i] = patch[i] + sum;
                }
                return scores;
            }
        };
        return mirrored(List.of(0, 1, 2), network)
                .scores(List.of(scan), NO_VOTES, WindowChoice.ALL, WindowProgress.NONE);
    }

    @Test
    void progressCountsToTheLastWindow() {
        List<String> told = new ArrayList<>();
        SlidingWindow window = window(1, float[]::clone);

        window.scores(
                List.of(noise(new Index3(12, 6, 6), 6)),
                NO_VOTES,
                WindowChoice.ALL,
                (done, total) -> told.add(done + "/" + total));

        assertThat(told).containsExactly("1/4", "2/4", "3/4", "4/4");
    }

    private static SlidingWindow window(int classes, PatchScores network) {
        return new SlidingWindow(
                PATCH,
                0.5,
                List.of(Mirror.NONE),
                voxels -> new FloatSums(WEIGHTS, 1, new float[classes], voxels),
                network);
    }

    private static SlidingWindow mirrored(List<Integer> axes, PatchScores network) {
        List<Mirror> mirrors = Mirror.combinations(axes);
        return new SlidingWindow(
                PATCH, 0.5, mirrors, voxels -> new FloatSums(WEIGHTS, mirrors.size(), new float[1], voxels), network);
    }

    /** A network whose two classes depend on both channels and on the place in the patch. */
    private static float[] twoClasses(float[] patch, int voxels) {
        float[] scores = new float[2 * voxels];
        for (int i = 0; i < voxels; i++) {
            scores[i] = patch[i] + 0.5f * patch[voxels + i] + 0.01f * i;
            scores[voxels + i] = patch[i] * patch[voxels + i] - 0.02f * i;
        }
        return scores;
    }

    /** sum(weight * score) / sum(weight), voxel by voxel, with weight maps kept as volumes. */
    private static float[][] slowTwin(Volume first, Volume second) {
        Index3 size = first.geometry().size();
        double[][] sums = new double[3][first.voxels().length];
        for (int startZ : new int[] {0, 2, 3}) {
            for (int startY : new int[] {0, 3}) {
                for (int startX : new int[] {0, 2, 5}) {
                    addWindow(first, second, new Index3(startX, startY, startZ), sums);
                }
            }
        }
        float[][] scores = new float[2][first.voxels().length];
        for (int i = 0; i < size.product(); i++) {
            scores[0][i] = (float) (sums[0][i] / sums[2][i]);
            scores[1][i] = (float) (sums[1][i] / sums[2][i]);
        }
        return scores;
    }

    private static void addWindow(Volume first, Volume second, Index3 start, double[][] sums) {
        Index3 size = first.geometry().size();
        int voxels = (int) PATCH.product();
        float[] patch = new float[2 * voxels];
        for (int i = 0; i < voxels; i++) {
            int at = inScan(i, start, size);
            patch[i] = first.voxels()[at];
            patch[voxels + i] = second.voxels()[at];
        }
        float[] scores = twoClasses(patch, voxels);
        for (int i = 0; i < voxels; i++) {
            double weight = gauss(i % 8, 8) * gauss(i / 8 % 6, 6) * gauss(i / 48, 4);
            int at = inScan(i, start, size);
            sums[0][at] += weight * scores[i];
            sums[1][at] += weight * scores[voxels + i];
            sums[2][at] += weight;
        }
    }

    private static int inScan(int i, Index3 start, Index3 size) {
        return start.x() + i % 8 + size.x() * (start.y() + i / 8 % 6 + size.y() * (start.z() + i / 48));
    }

    private static double gauss(int place, int patch) {
        double sigma = patch / 8.0;
        return Math.exp(-0.5 * Math.pow((place - patch / 2) / sigma, 2));
    }

    private static Volume noise(Index3 size, long seed) {
        Random random = new Random(seed);
        float[] voxels = new float[(int) size.product()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.nextGaussian();
        }
        return new Volume(Geometry.of(size, new Spacing(1, 1, 1)), voxels);
    }
}
