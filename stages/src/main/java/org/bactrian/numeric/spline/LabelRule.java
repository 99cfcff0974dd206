package org.bactrian.numeric.spline;

import org.bactrian.volume.LabelMap;

/** Which label a voxel takes when several of them reach it: shares are the interpolated indicators of the labels. */
public enum LabelRule {
    /**
     * The largest share wins. Exact ties go to the label of the nearest voxel if it is among the tied, otherwise to the
     * smallest of them: nnU-Net's present rule.
     */
    LARGEST_SHARE {
        @Override
        int winner(int[] labels, double[] shares, int count, int nearest) {
            int best = 0;
            for (int k = 1; k < count; k++) {
                boolean tied = shares[k] == shares[best] && preferred(labels[k], labels[best], nearest);
                best = shares[k] > shares[best] || tied ? k : best;
            }
            return labels[best];
        }

        private boolean preferred(int candidate, int other, int nearest) {
            return other != nearest && (candidate == nearest || candidate < other);
        }
    },

    /** The largest label whose share is at least a half wins; where there is none, background: nnU-Net's older rule. */
    THRESHOLD {
        @Override
        int winner(int[] labels, double[] shares, int count, int nearest) {
            int winner = Integer.MIN_VALUE;
            for (int k = 0; k < count; k++) {
                winner = shares[k] >= HALF ? Math.max(winner, labels[k]) : winner;
            }
            return winner == Integer.MIN_VALUE ? 0 : winner;
        }
    },

    /**
     * The largest share wins, after shares have been rounded to thousandths in half precision; ties, which rounding makes
     * frequent, go to the smallest label. This is what nnU-Net's resampling with torch does.
     */
    TORCH {
        @Override
        int winner(int[] labels, double[] shares, int count, int nearest) {
            int best = 0;
            for (int k = 0; k < count; k++) {
                shares[k] = Half.rounded((float) (SCALE * shares[k]));
                boolean tied = shares[k] == shares[best] && labels[k] < labels[best];
                best = shares[k] > shares[best] || tied ? k : best;
            }
            return labels[best];
        }
    };

    private static final double HALF = 0.5;

    private static final double SCALE = 1000;

    /**
     * The label that wins.
     *
     * @param labels the labels around a voxel, each once; that of {@link LabelMap#outside} as -1
     * @param shares their shares; may be overwritten
     * @param count how many of both
     * @param nearest the label of the nearest voxel
     */
    abstract int winner(int[] labels, double[] shares, int count, int nearest);
}
