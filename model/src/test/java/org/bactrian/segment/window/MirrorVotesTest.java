package org.bactrian.segment.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.unet.program.Ensemble;
import org.junit.jupiter.api.Test;

class MirrorVotesTest {

    private static final int VIEWS = 5;
    private static final int VOXELS = 1000;
    private static final int CLASSES = 3;

    @Test
    void itIsTheDiceCoefficientPooledOverAllPairsOfViews() {
        Random random = new Random(4);
        float[][] views = new float[VIEWS][CLASSES * VOXELS];
        MirrorVotes votes = new MirrorVotes(Scoring.CLASSES, VIEWS, CLASSES, VOXELS);

        for (float[] view : views) {
            for (int i = 0; i < view.length; i++) {
                view[i] = random.nextFloat();
            }
            votes.add(view);
        }
        votes.finishWindow();

        assertThat(votes.agreement().byLabel()).containsOnlyKeys(1, 2);
        assertThat(votes.agreement().byLabel().get(2)).isCloseTo(pooledDice(views, 2), within(1e-12));
    }

    @Test
    void viewsThatAreEqualAgreeOnEverythingThatTheyShow() {
        MirrorVotes votes = new MirrorVotes(Scoring.CLASSES, 2, CLASSES, 2);
        float[] view = {0, 1, /* kidney */ 1, 0, /* tumour */ 0, 0};

        votes.add(view);
        votes.add(view);
        votes.finishWindow();

        assertThat(votes.agreement().byLabel()).containsExactly(Map.entry(1, 1.0));
    }

    @Test
    void regionsAreVotedOnOneByOne() {
        Scoring regions = new Scoring(Ensemble.ALONE, List.of(1, 2));
        MirrorVotes votes = new MirrorVotes(regions, 2, 2, 2);

        votes.add(new float[] {1, 1, /* tumour */ -1, 1});
        votes.add(new float[] {1, -1, /* tumour */ -1, 1});
        votes.finishWindow();

        assertThat(votes.agreement().byLabel().get(1)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(votes.agreement().byLabel().get(2)).isEqualTo(1);
    }

    @Test
    void oneViewHasNothingToAgreeWith() {
        MirrorVotes votes = new MirrorVotes(Scoring.CLASSES, 1, CLASSES, VOXELS);

        votes.add(new float[CLASSES * VOXELS]);
        votes.finishWindow();

        assertThat(votes.agreement().byLabel()).isEmpty();
    }

    private static double pooledDice(float[][] views, int label) {
        long both = 0;
        long sum = 0;
        for (int i = 0; i < views.length; i++) {
            for (int j = i + 1; j < views.length; j++) {
                for (int voxel = 0; voxel < VOXELS; voxel++) {
                    boolean one = winner(views[i], voxel) == label;
                    boolean other = winner(views[j], voxel) == label;
                    both += one && other ? 1 : 0;
                    sum += (one ? 1 : 0) + (other ? 1 : 0);
                }
            }
        }
        return 2.0 * both / sum;
    }

    private static int winner(float[] scores, int voxel) {
        int winner = 0;
        for (int c = 1; c < CLASSES; c++) {
            winner = scores[c * VOXELS + voxel] > scores[winner * VOXELS + voxel] ? c : winner;
        }
        return winner;
    }
}
