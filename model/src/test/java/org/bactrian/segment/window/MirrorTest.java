package org.bactrian.segment.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bactrian.volume.Index3;
import org.junit.jupiter.api.Test;

class MirrorTest {

    private static final Index3 SIZE = new Index3(2, 2, 2);
    private static final float[] TWO_BLOCKS = {0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17};

    @Test
    void eachAxisIsFlippedInEveryBlock() {
        assertThat(new Mirror(true, false, false).of(TWO_BLOCKS, SIZE, float[]::new))
                .containsExactly(1, 0, 3, 2, 5, 4, 7, 6, 11, 10, 13, 12, 15, 14, 17, 16);
        assertThat(new Mirror(false, true, false).of(TWO_BLOCKS, SIZE, float[]::new))
                .containsExactly(2, 3, 0, 1, 6, 7, 4, 5, 12, 13, 10, 11, 16, 17, 14, 15);
        assertThat(new Mirror(false, false, true).of(TWO_BLOCKS, SIZE, float[]::new))
                .containsExactly(4, 5, 6, 7, 0, 1, 2, 3, 14, 15, 16, 17, 10, 11, 12, 13);
    }

    @Test
    void threeAxesGiveEightCombinationsInTheOrderOfNnUNet() {
        List<Mirror> mirrors = Mirror.combinations(List.of(0, 1, 2));

        assertThat(mirrors)
                .containsExactly(
                        Mirror.NONE,
                        new Mirror(false, false, true),
                        new Mirror(false, true, false),
                        new Mirror(true, false, false),
                        new Mirror(false, true, true),
                        new Mirror(true, false, true),
                        new Mirror(true, true, false),
                        new Mirror(true, true, true));
    }

    @Test
    void noAxisGivesNoFlip() {
        assertThat(Mirror.combinations(List.of())).containsExactly(Mirror.NONE);
    }
}
