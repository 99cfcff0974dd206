package org.bactrian.segment;

import java.util.OptionalDouble;
import org.bactrian.numeric.spline.Lines;

/**
 * The entropy of the voxels that were found to be foreground.
 *
 * @param sum over these voxels
 * @param voxels how many they are
 */
record ForegroundEntropy(double sum, long voxels) {

    private static final int VOXELS_IN_PIECE = 1 << 16;

    /** The probabilities of a voxel. */
    @FunctionalInterface
    interface Voxels {
        /**
         * Writes the probabilities of a voxel into {@code probabilities}; false where it is background, and nothing needs to
         * be written.
         */
        boolean foreground(int voxel, double[] probabilities);
    }

    /** Over those of a network's scores, {@code scores[class][voxel]}. */
    static ForegroundEntropy of(Probabilities meaning, float[][] scores) {
        return of(meaning, scores.length, scores[0].length, (at, voxel) -> {
            if (!meaning.isForeground(scores, at)) {
                return false;
            }
            for (int c = 0; c < voxel.length; c++) {
                voxel[c] = scores[c][at];
            }
            meaning.turn(voxel);
            return true;
        });
    }

    /** Over all voxels, with all cores; the result does not depend on their number. */
    static ForegroundEntropy of(Probabilities meaning, int outputs, int voxels, Voxels of) {
        ForegroundEntropy[] pieces = new ForegroundEntropy[(voxels - 1) / VOXELS_IN_PIECE + 1];
        Lines.allCores().forEach(pieces.length, () -> {
            double[] probabilities = new double[outputs];
            return piece -> {
                double sum = 0;
                long found = 0;
                int first = piece * VOXELS_IN_PIECE;
                for (int at = first; at < Math.min(first + VOXELS_IN_PIECE, voxels); at++) {
                    if (of.foreground(at, probabilities)) {
                        sum += meaning.entropy(probabilities);
                        found++;
                    }
                }
                pieces[piece] = new ForegroundEntropy(sum, found);
            };
        });
        ForegroundEntropy all = new ForegroundEntropy(0, 0);
        for (ForegroundEntropy piece : pieces) {
            all = new ForegroundEntropy(all.sum + piece.sum, all.voxels + piece.voxels);
        }
        return all;
    }

    /** The mean; absent without foreground. */
    OptionalDouble mean() {
        return voxels == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / voxels);
    }
}
