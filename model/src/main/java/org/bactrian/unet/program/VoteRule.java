package org.bactrian.unet.program;

import java.util.List;

/** What counts as the vote of an ensemble's member at a voxel. */
public enum VoteRule {

    /** Classes exclude one another: the vote is for the one with the largest score, or for all that share it. */
    LARGEST {
        @Override
        String votes(String scores) {
            // Where the largest lies would take a hundred times as long to find as what it is.
            return "torch.eq(%1$s, torch.amax(%1$s, [1], True))".formatted(scores);
        }
    },

    /** Regions may overlap: a vote for each whose score is above zero. */
    POSITIVE {
        @Override
        String votes(String scores) {
            return "torch.gt(%s, 0.)".formatted(scores);
        }
    };

    /** Numbers of {@code c10::ScalarType}. */
    private static final int UINT8 = 0;

    private static final int INT32 = 3;
    private static final int INT64 = 4;

    /** Where a member votes for an output. */
    abstract String votes(String scores);

    /**
     * The statements that count the votes of a member, whose scores are in the variable {@code mMEMBER}, in the variable
     * {@code n}: one byte for each voxel and output.
     */
    List<String> counted(int member) {
        String votes = votes("m" + member);
        return List.of(
                member == 0 ? "n = torch.to(%s, %s)".formatted(votes, UINT8) : "n = torch.add(n, %s)".formatted(votes));
    }

    /** The votes for each output added up, and then the squares of the votes at each voxel. */
    static String sums() {
        String overVoxels = "torch.sum(%s, [0, 2, 3, 4], False, dtype=" + INT64 + ")";
        return "torch.cat([%s, %s], 0)"
                .formatted(
                        overVoxels.formatted("n"),
                        overVoxels.formatted("torch.mul(torch.to(n, %s), n)".formatted(INT32)));
    }
}
