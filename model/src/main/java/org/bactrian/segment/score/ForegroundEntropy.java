package org.bactrian.segment.score;

import java.util.OptionalDouble;
import org.bactrian.numeric.spline.Lines;

/**
 * The entropy of the voxels that were found to be foreground. Where a stretch of a scan is full of them, an even sample of the
 * stretch stands for all.
 *
 * @param sum over these voxels
 * @param voxels how many they are
 */
public record ForegroundEntropy(double sum, long voxels) {

    private static final int VOXELS_IN_PIECE = 1 << 16;

    /** A whole kidney has fewer in each piece; their mean is known to a hundredth of how far they scatter. */
    private static final int SAMPLE = 1 << 13;

    /** What is known of the voxels. */
    interface Voxels {
        /** Whether a voxel shows foreground; {@code scratch} is free to be written, and as long as there are outputs. */
        boolean isForeground(int voxel, double[] scratch);

        /** Writes the probabilities of a voxel. */
        void write(int voxel, double[] probabilities);
    }

    /** Over those of a network's scores, {@code scores[class][voxel]}. */
    public static ForegroundEntropy of(Probabilities meaning, float[][] scores) {
        return of(meaning, scores.length, scores[0].length, new Voxels() {
            @Override
            public boolean isForeground(int voxel, double[] scratch) {
                return meaning.isForeground(scores, voxel);
            }

            @Override
            public void write(int voxel, double[] probabilities) {
                for (int c = 0; c < probabilities.length; c++) {
                    probabilities[c] = scores[c][voxel];
                }
                meaning.turn(probabilities);
            }
        });
    }

    /** Over all voxels, with all cores; the result does not depend on their number. */
    static ForegroundEntropy of(Probabilities meaning, int outputs, int voxels, Voxels of) {
        ForegroundEntropy[] pieces = new ForegroundEntropy[(voxels - 1) / VOXELS_IN_PIECE + 1];
        Lines.allCores().forEach(pieces.length, () -> {
            double[] probabilities = new double[outputs];
            int[] found = new int[VOXELS_IN_PIECE];
            return piece -> {
                int first = piece * VOXELS_IN_PIECE;
                int end = first + Math.min(VOXELS_IN_PIECE, voxels - first);
                int count = 0;
                for (int at = first; at < end; at++) {
                    if (of.isForeground(at, probabilities)) {
                        found[count++] = at;
                    }
                }
                pieces[piece] = ofPiece(meaning, found, count, probabilities, of);
            };
        });
        ForegroundEntropy all = new ForegroundEntropy(0, 0);
        for (ForegroundEntropy piece : pieces) {
            all = new ForegroundEntropy(all.sum + piece.sum, all.voxels + piece.voxels);
        }
        return all;
    }

    private static ForegroundEntropy ofPiece(
            Probabilities meaning, int[] found, int count, double[] probabilities, Voxels of) {
        int step = (count - 1) / SAMPLE + 1;
        double sum = 0;
        int seen = 0;
        for (int i = 0; i < count; i += step) {
            of.write(found[i], probabilities);
            sum += meaning.entropy(probabilities);
            seen++;
        }
        return new ForegroundEntropy(seen == 0 ? 0 : sum * count / seen, count);
    }

    /** The mean; absent without foreground. */
    public OptionalDouble mean() {
        return voxels == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / voxels);
    }
}
