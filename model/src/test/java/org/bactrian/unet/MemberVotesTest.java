package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.unet.program.VoteRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The votes that an ensemble's program counts, against those of its members, asked one by one. */
class MemberVotesTest {

    private static final UNetPlan PLAN = SmallPlans.even();
    private static final int MEMBERS = 3;

    private final float[] patch = SmallPlans.images(PLAN, 1, 2);

    @ParameterizedTest
    @EnumSource(VoteRule.class)
    void votesAreThoseOfTheMembers(VoteRule rule) {
        List<float[]> opinions = new ArrayList<>();
        List<Weights> weights = new ArrayList<>();
        for (int member = 0; member < MEMBERS; member++) {
            weights.add(UNetProgram.of(PLAN).initialWeights(member));
            opinions.add(scores(UNetProgram.of(PLAN), weights.get(member)));
        }
        UNetProgram together = UNetProgram.of(PLAN, new Ensemble(MEMBERS, Ensemble.Scores.LOGITS));

        long[][] told = new long[PLAN.classes()][];
        float[] mean;
        try (Network network = network(together.counting(rule), UNetProgram.joined(weights))) {
            mean = network.scores(
                    patch, 1, float[]::new, (output, votes, squares) -> told[output] = new long[] {votes, squares});
        }

        assertThat(mean).containsExactly(scores(together, UNetProgram.joined(weights)));
        for (int output = 0; output < PLAN.classes(); output++) {
            assertThat(told[output]).containsExactly(counted(opinions, rule, output));
        }
        assertThat(told[1][1]).isGreaterThan(told[1][0]);
    }

    private static long[] counted(List<float[]> opinions, VoteRule rule, int output) {
        int voxels = Math.toIntExact(PLAN.patch().product());
        long[] sums = new long[2];
        for (int voxel = 0; voxel < voxels; voxel++) {
            int at = voxel;
            long votes = opinions.stream()
                    .filter(scores -> isFor(scores, rule, output, at, voxels))
                    .count();
            sums[0] += votes;
            sums[1] += votes * votes;
        }
        return sums;
    }

    private static boolean isFor(float[] scores, VoteRule rule, int output, int voxel, int voxels) {
        float score = scores[output * voxels + voxel];
        if (rule == VoteRule.POSITIVE) {
            return score > 0;
        }
        for (int other = 0; other < PLAN.classes(); other++) {
            if (scores[other * voxels + voxel] > score) {
                return false;
            }
        }
        return true;
    }

    private float[] scores(UNetProgram program, Weights weights) {
        try (Network network = network(program, weights)) {
            return network.scores(patch);
        }
    }

    private static Network network(UNetProgram program, Weights weights) {
        return Network.inference(program, weights, Precision.FLOAT32, ComputeDevice.CPU);
    }
}
