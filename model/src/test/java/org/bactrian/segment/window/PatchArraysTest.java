package org.bactrian.segment.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatchArraysTest {

    private final PatchArrays arrays = new PatchArrays();

    @Test
    void anArrayThatCameBackIsLentAgain() {
        float[] first = arrays.lend(5);
        arrays.takeBack(first);

        assertThat(arrays.lend(5)).isSameAs(first);
    }

    @Test
    void anArrayThatIsOutIsLentToNobodyElse() {
        float[] first = arrays.lend(5);
        float[] second = arrays.lend(5);
        arrays.takeBack(second);
        arrays.takeBack(second);

        assertThat(second).isNotSameAs(first);
        assertThat(arrays.lend(5)).isSameAs(second);
        assertThat(arrays.lend(5)).isNotSameAs(first).isNotSameAs(second);
    }

    @Test
    void anArrayOfAnotherLengthIsNotTaken() {
        arrays.takeBack(arrays.lend(5));

        assertThat(arrays.lend(6)).hasSize(6);
    }

    @Test
    void anArrayOfOthersIsLeftAlone() {
        float[] foreign = new float[5];
        arrays.takeBack(foreign);

        assertThat(arrays.lend(5)).isNotSameAs(foreign);
    }
}
