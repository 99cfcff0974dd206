package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;

import org.bactrian.torchscript.Weights;

/** Weights that must be equal to the last bit. */
public final class SameWeights {

    private SameWeights() {}

    public static void assertSame(Weights actual, Weights expected) {
        assertThat(actual.names()).containsExactlyElementsOf(expected.names());
        for (String name : expected.names()) {
            assertThat(actual.get(name).shape())
                    .as(name)
                    .isEqualTo(expected.get(name).shape());
            assertThat(actual.get(name).values())
                    .as(name)
                    .isEqualTo(expected.get(name).values());
        }
    }
}
