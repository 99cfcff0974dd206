package org.bactrian.numeric.grid;

/**
 * Which class or region a voxel goes to. Competitors enter one after the other; the winner so far is 0 before the first.
 * Both rules are monotone: who wins at all voxels around a place also wins there after linear interpolation, because the
 * weights are not negative and sums of rounded products keep their order.
 */
enum Contest {

    /** The class with the largest score, the lowest of equal ones. Winners are classes. No number never wins. */
    LARGEST {
        @Override
        void enter(int competitor, double[] scores, int count, double[] best, char[] winners) {
            for (int i = 0; i < count; i++) {
                if (scores[i] > best[i]) {
                    best[i] = scores[i];
                    winners[i] = (char) competitor;
                }
            }
        }
    },

    /** The last region whose score is positive, its probability above a half. Winners are regions counted from 1. */
    LAST_POSITIVE {
        @Override
        void enter(int competitor, double[] scores, int count, double[] best, char[] winners) {
            for (int i = 0; i < count; i++) {
                if (scores[i] > 0) {
                    winners[i] = (char) (competitor + 1);
                }
            }
        }
    };

    /**
     * Lets a competitor enter for some voxels.
     *
     * @param best the scores of the winners so far, negative infinity before the first
     */
    abstract void enter(int competitor, double[] scores, int count, double[] best, char[] winners);
}
