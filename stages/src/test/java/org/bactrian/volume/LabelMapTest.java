package org.bactrian.volume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelMapTest {

    private static final Geometry GRID = Geometry.of(new Index3(3, 2, 1), new Spacing(1, 1, 1));

    @Test
    void aMapIsWideWhereNnUNetsIs() {
        assertThat(LabelMap.forLabels(GRID, 254).isWide()).isFalse();
        assertThat(LabelMap.forLabels(GRID, 255).isWide()).isTrue();
        assertThat(LabelMap.forLabels(GRID, 254).largest()).isZero();
    }
}
