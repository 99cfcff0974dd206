package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelShiftTest {

    @Test
    void aVoxelCountsWhoseLargestScoreIsAnothers() {
        float[] exact = {0, 2, 0, 1, 0, 3, 0, 0, 1};
        float[] rounded = {0, 2, 0, 1, 0, 1, 0, 1, 2};

        LabelShift shift = LabelShift.between(exact, rounded, 3, false);

        assertThat(shift).isEqualTo(new LabelShift(1, 2));
    }

    @Test
    void aRegionIsWhereItsScoreIsAboveZero() {
        float[] exact = {1, -1, -1, 2, 2, -2};
        float[] rounded = {1, 1, -3, 2, 2, -2};

        LabelShift shift = LabelShift.between(exact, rounded, 3, true);

        assertThat(shift).isEqualTo(new LabelShift(1, 2));
    }

    @Test
    void scoresThatAreNoNumbersAreNotTheSameLabels() {
        float[] exact = {0, 1};
        float[] faulty = {Float.NaN, Float.NaN};

        assertThat(LabelShift.between(exact, faulty, 1, false)).isEqualTo(new LabelShift(1, 1));
    }

    @Test
    void oneVoxelInTwoThousandIsSmall() {
        assertThat(new LabelShift(2, 4_000).isSmall()).isTrue();
        assertThat(new LabelShift(3, 4_000).isSmall()).isFalse();
    }

    @Test
    void whereNothingIsFoundNothingIsKnown() {
        assertThat(new LabelShift(0, 1_999).isSmall()).isFalse();
        assertThat(new LabelShift(0, 2_000).isSmall()).isTrue();
    }
}
