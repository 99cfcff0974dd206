package org.bactrian.unet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UNetPlanTest {

    private static final Index3 ONE = new Index3(1, 1, 1);
    private static final Index3 TWO = new Index3(2, 2, 2);
    private static final Index3 CUBE = new Index3(3, 3, 3);

    /** A sound plan whose fields are changed one at a time. */
    private static final class Draft {
        private Index3 patch = new Index3(8, 8, 8);
        private int inputChannels = 1;
        private int classes = 3;
        private List<Integer> features = List.of(4, 8);
        private List<Index3> strides = List.of(ONE, TWO);
        private List<Index3> kernels = List.of(CUBE, CUBE);
        private List<Integer> encoder = List.of(2, 2);
        private List<Integer> decoder = List.of(1);
        private List<Integer> mirrorAxes = List.of(2, 0);

        private UNetPlan plan() {
            return new UNetPlan(
                    new Spacing(1, 1, 1),
                    patch,
                    inputChannels,
                    classes,
                    features,
                    strides,
                    kernels,
                    encoder,
                    decoder,
                    Downsampling.MAX_POOLING,
                    mirrorAxes);
        }
    }

    private interface Change {
        void to(Draft draft);
    }

    private static Arguments bad(Change change, String message) {
        return Arguments.of(change, message);
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                bad(draft -> draft.inputChannels = 0, "inputChannels must be 1 to 64, got 0"),
                bad(draft -> draft.classes = 0, "classes must be 1 to 255, got 0"),
                bad(draft -> draft.features = List.of(4, -8), "features must be 1 to 4096, got -8"),
                bad(draft -> draft.features = List.of(4), "levels (the length of features) must be 2 to 10, got 1"),
                bad(draft -> draft.strides = List.of(ONE), "strides must have 2 entries"),
                bad(draft -> draft.strides = List.of(TWO, ONE), "strides must start with 1 x 1 x 1, got 2 x 2 x 2"),
                bad(draft -> draft.strides = List.of(ONE, new Index3(1, 3, 1)), "divisible by all strides along y"),
                bad(draft -> draft.strides = List.of(ONE, new Index3(1, 1, 0)), "divisible by all strides along z"),
                bad(draft -> draft.strides = List.of(ONE, new Index3(8, 8, 8)), "more than one voxel"),
                bad(draft -> draft.kernels = List.of(CUBE), "kernels must have 2 entries"),
                bad(draft -> draft.kernels = List.of(CUBE, TWO), "kernels must be odd, 1 to 15, got 2 x 2 x 2"),
                bad(draft -> draft.encoder = List.of(2, 2, 2), "encoderConvolutions must have 2 entries"),
                bad(draft -> draft.encoder = List.of(2, 0), "encoderConvolutions must be 1 to 16, got 0"),
                bad(draft -> draft.decoder = List.of(1, 1), "decoderConvolutions must have 1 entries"),
                bad(draft -> draft.mirrorAxes = List.of(3), "mirrorAxes must be 0 to 2, got 3"),
                bad(
                        draft -> draft.patch = new Index3(-8, 8, -8),
                        "at least one voxel along each axis, got -8 x 8 x -8"),
                bad(draft -> draft.patch = new Index3(1 << 30, 1 << 30, 1 << 30), "at most 536870911 values"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void aBadValueIsNamedWithWhatIsRight(Change change, String message) {
        Draft draft = new Draft();
        change.to(draft);

        assertThatIllegalArgumentException().isThrownBy(draft::plan).withMessageContaining(message);
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        Draft draft = new Draft();
        draft.classes = 0;
        draft.kernels = List.of();
        draft.patch = new Index3(7, 8, 9);

        assertThatIllegalArgumentException()
                .isThrownBy(draft::plan)
                .withMessageContainingAll("classes", "kernels", "strides along x", "strides along z");
    }

    @Test
    void mirrorAxesAreSortedAndWithoutRepetition() {
        Draft draft = new Draft();
        draft.mirrorAxes = List.of(2, 0, 2);

        assertThat(draft.plan().mirrorAxes()).containsExactly(0, 2);
    }

    @Test
    void levelsOfTheReferencePlanShrinkAsInTheReferenceSolution() {
        UNetPlan plan = UNetPlan.reference();

        assertThat(plan.levels()).isEqualTo(6);
        assertThat(plan.heads()).isEqualTo(5);
        assertThat(plan.sizeAt(0)).isEqualTo(new Index3(160, 160, 96));
        assertThat(plan.sizeAt(4)).isEqualTo(new Index3(10, 10, 6));
        assertThat(plan.sizeAt(5)).isEqualTo(new Index3(5, 5, 6));
    }
}
