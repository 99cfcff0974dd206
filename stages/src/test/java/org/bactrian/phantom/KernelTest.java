package org.bactrian.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bactrian.volume.Index3;
import org.junit.jupiter.api.Test;

class KernelTest {

    private static final Index3 SIZE = new Index3(200, 180, 1);

    @Test
    void theNoiseHasTheDeviationAskedForAndNoMean() {
        float[] slice = new float[200 * 180];

        new Kernel(0.6).apply(slice, SIZE, 12, new Chance(5));

        double mean = 0;
        double square = 0;
        for (float value : slice) {
            mean += value / slice.length;
            square += value * (double) value / slice.length;
        }
        assertThat(mean).isCloseTo(0, within(0.3));
        assertThat(Math.sqrt(square)).isCloseTo(12, within(0.3));
    }

    @Test
    void theNoiseOfNeighboursIsCorrelated() {
        float[] slice = new float[200 * 180];

        new Kernel(0.6).apply(slice, SIZE, 1, new Chance(6));

        double product = 0;
        for (int i = 1; i < slice.length; i++) {
            product += slice[i] * (double) slice[i - 1] / slice.length;
        }
        assertThat(product).as("2 m s / (m m + 2 s s) with m = 0.6, s = 0.2").isCloseTo(0.545, within(0.03));
    }

    @Test
    void withoutNoiseAFlatSliceStaysFlat() {
        float[] slice = new float[200 * 180];
        Arrays.fill(slice, 40);

        new Kernel(0.6).apply(slice, SIZE, 0, new Chance(7));

        assertThat(slice[0]).isCloseTo(40, within(1e-4f));
        assertThat(slice[200 * 90 + 77]).isCloseTo(40, within(1e-4f));
    }
}
