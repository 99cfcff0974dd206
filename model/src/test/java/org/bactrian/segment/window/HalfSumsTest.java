package org.bactrian.segment.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.spline.Half;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;

class HalfSumsTest {

    private static final Index3 PATCH = new Index3(8, 6, 4);
    private static final int PATCH_VOXELS = 8 * 6 * 4;
    private static final Index3 SIZE = new Index3(13, 9, 7);
    private static final int VOXELS = 13 * 9 * 7;
    private static final float[] WEIGHTS = BlendWeights.half(PATCH);
    private static final int CLASSES = 2;

    /** All finite halves from zero up, in their order. */
    private static final float[] HALVES = halves();

    private static float[] halves() {
        float[] halves = new float[0x7c00];
        for (int bits = 0; bits < halves.length; bits++) {
            halves[bits] = Half.toFloat((short) bits);
        }
        return halves;
    }

    @Test
    void everySumIsRoundedInTheOrderOfNnUNetsWindows() {
        Volume scan = noise(1);

        float[][] scores = scores(scan, List.of(Mirror.NONE));

        assertThat(scores).isDeepEqualTo(slowTwin(scan, List.of(Mirror.NONE)));
    }

    @Test
    void mirrorsAreAveragedInSinglePrecisionBeforeTheyAreRounded() {
        Volume scan = noise(2);
        List<Mirror> mirrors = Mirror.combinations(List.of(0, 1, 2));

        float[][] scores = scores(scan, mirrors);

        assertThat(scores).isDeepEqualTo(slowTwin(scan, mirrors));
    }

    @Test
    void whatIsTooLargeForAHalfIsInfinite() {
        Volume scan = noise(3);
        Arrays.fill(scan.voxels(), 1e6f);

        float[][] scores = scores(scan, List.of(Mirror.NONE));

        assertThat(scores[0]).contains(Float.POSITIVE_INFINITY);
    }

    @Test
    void theMeanOfFoldsIsRoundedAfterEachFoldAndOnceMore() {
        FoldMean mean = new FoldMean();
        mean.add(new float[][] {{1000, 1, 0}});
        mean.add(new float[][] {{0.25f, 1.5f, 0}});
        mean.add(new float[][] {{0.25f, 2, 1}});

        float[][] scores = mean.mean();

        // Halves around 1000 lie 0.5 apart: 1000.25 becomes 1000 twice, and the third of that 333.25.
        assertThat(scores[0]).containsExactly(333.25f, 1.5f, 0.33325195f);
    }

    @Test
    void theMeanOfOneFoldIsTheFold() {
        FoldMean mean = new FoldMean();
        mean.add(new float[][] {{1.5f}, {-2}});

        assertThat(mean.mean()).isDeepEqualTo(new float[][] {{1.5f}, {-2}});
    }

    private static float[][] scores(Volume scan, List<Mirror> mirrors) {
        SlidingWindow window = new SlidingWindow(
                PATCH,
                0.5,
                mirrors,
                voxels -> new HalfSums(WEIGHTS, mirrors.size(), CLASSES, voxels),
                HalfSumsTest::network);
        return window.scores(
                List.of(scan), new MirrorVotes(Scoring.CLASSES, 1, 0, 0), WindowChoice.ALL, WindowProgress.NONE);
    }

    /** Two classes that depend on the voxel and on its place in the patch. */
    private static float[] network(float[] patch) {
        float[] scores = new float[CLASSES * PATCH_VOXELS];
        for (int i = 0; i < PATCH_VOXELS; i++) {
            scores[i] = 7 * patch[i] + 0.1f * i;
            scores[PATCH_VOXELS + i] = patch[i] * patch[i] - 0.03f * i;
        }
        return scores;
    }

    /** nnU-Net's loop: z before y before x, every array of 16 bits rounded when it is written to. */
    private static float[][] slowTwin(Volume scan, List<Mirror> mirrors) {
        float[][] logits = new float[CLASSES][VOXELS];
        float[] predictions = new float[VOXELS];
        for (int startZ : new int[] {0, 2, 3}) {
            for (int startY : new int[] {0, 3}) {
                for (int startX : new int[] {0, 2, 5}) {
                    addWindow(scan, mirrors, new Index3(startX, startY, startZ), logits, predictions);
                }
            }
        }
        for (float[] ofClass : logits) {
            for (int i = 0; i < VOXELS; i++) {
                ofClass[i] = nearest(ofClass[i] / predictions[i]);
            }
        }
        return logits;
    }

    private static void addWindow(
            Volume scan, List<Mirror> mirrors, Index3 start, float[][] logits, float[] predictions) {
        float[] cut = new float[PATCH_VOXELS];
        for (int i = 0; i < PATCH_VOXELS; i++) {
            cut[i] = scan.voxels()[inScan(i, start)];
        }
        float[] prediction = new float[CLASSES * PATCH_VOXELS];
        for (Mirror mirror : mirrors) {
            float[] view = mirror.of(network(mirror.of(cut, PATCH, float[]::new)), PATCH, float[]::new);
            for (int i = 0; i < prediction.length; i++) {
                prediction[i] += view[i];
            }
        }
        for (int i = 0; i < PATCH_VOXELS; i++) {
            int at = inScan(i, start);
            for (int c = 0; c < CLASSES; c++) {
                float mean = prediction[c * PATCH_VOXELS + i] / mirrors.size();
                float weighted = mean * WEIGHTS[i];
                logits[c][at] = nearest(logits[c][at] + weighted);
            }
            predictions[at] = nearest(predictions[at] + WEIGHTS[i]);
        }
    }

    private static int inScan(int i, Index3 start) {
        return start.x() + i % 8 + SIZE.x() * (start.y() + i / 8 % 6 + SIZE.y() * (start.z() + i / 48));
    }

    /** The nearest half in the table of all, of two equally near the one of even bits. */
    private static float nearest(float value) {
        float magnitude = Math.abs(value);
        int place = Arrays.binarySearch(HALVES, magnitude);
        int above = place < 0 ? -place - 1 : place;
        int below = place < 0 ? above - 1 : place;
        double up = (double) HALVES[above] - magnitude;
        double down = (double) magnitude - HALVES[below];
        int bits = up < down || (up == down && above % 2 == 0) ? above : below;
        return Math.copySign(HALVES[bits], value);
    }

    private static Volume noise(long seed) {
        Random random = new Random(seed);
        float[] voxels = new float[VOXELS];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.nextGaussian();
        }
        return new Volume(Geometry.of(SIZE, new Spacing(1, 1, 1)), voxels);
    }
}
