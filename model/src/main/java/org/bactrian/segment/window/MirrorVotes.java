package org.bactrian.segment.window;

import java.util.Arrays;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.segment.confidence.Agreement;
import org.bactrian.segment.score.Probabilities;

/**
 * What a network says of a window under each mirror, counted before it is averaged. Memory: a byte for each voxel of a patch
 * and each class. Of an ensemble what its members say counts instead, each time under one mirror; their program adds that
 * up. Not for several windows at once.
 */
final class MirrorVotes {

    private static final int VOXELS_IN_PIECE = 1 << 15;

    private final Scoring scoring;
    private final Agreement agreement;
    private final byte[][] votes;

    /**
     * Without votes.
     *
     * @param mirrors how many
     * @param outputs classes or regions
     * @param voxels of a patch
     */
    MirrorVotes(Scoring scoring, int mirrors, int outputs, int voxels) {
        this.scoring = scoring;
        int members = scoring.ensemble().members();
        agreement = new Agreement(members > 1 ? members : mirrors);
        votes = new byte[members == 1 && mirrors > 1 ? outputs : 0][voxels];
    }

    /** The network as it is to be asked: an ensemble tells how its members vote. */
    PatchScores heard(PatchScores network) {
        if (scoring.ensemble().members() == 1) {
            return network;
        }
        Probabilities meaning = new Probabilities(scoring);
        return network.telling((output, sum, squares) -> {
            if (meaning.labelOf(output) != 0) {
                agreement.add(meaning.labelOf(output), sum, squares);
            }
        });
    }

    /** Counts one view of the window, flipped back: (class, depth, height, width). */
    void add(float[] scores) {
        if (votes.length == 0) {
            return;
        }
        int voxels = votes[0].length;
        Lines.allCores().forEach((voxels - 1) / VOXELS_IN_PIECE + 1, () -> piece -> {
            int first = piece * VOXELS_IN_PIECE;
            int end = first + Math.min(VOXELS_IN_PIECE, voxels - first);
            if (scoring.hasRegions()) {
                addRegions(scores, first, end);
            } else {
                addClasses(scores, first, end);
            }
        });
    }

    private void addClasses(float[] scores, int first, int end) {
        int voxels = votes[0].length;
        for (int i = first; i < end; i++) {
            int winner = 0;
            float best = scores[i];
            for (int c = 1; c < votes.length; c++) {
                float score = scores[c * voxels + i];
                if (score > best) {
                    best = score;
                    winner = c;
                }
            }
            votes[winner][i]++;
        }
    }

    private void addRegions(float[] scores, int first, int end) {
        for (int region = 0; region < votes.length; region++) {
            byte[] of = votes[region];
            for (int i = first; i < end; i++) {
                of[i] += (byte) (scores[region * of.length + i] > 0 ? 1 : 0);
            }
        }
    }

    /** All views of a window are in. */
    void finishWindow() {
        Probabilities meaning = new Probabilities(scoring);
        for (int output = 0; output < votes.length; output++) {
            if (meaning.labelOf(output) != 0) {
                agreement.add(meaning.labelOf(output), votes[output]);
            }
            Arrays.fill(votes[output], (byte) 0);
        }
    }

    Agreement agreement() {
        return agreement;
    }
}
