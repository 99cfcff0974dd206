package org.bactrian.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class SpacingTest {

    @Test
    void readsTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(new Spacing(1.62, 1.62, 3.22)).hasToString("1.620 x 1.620 x 3.220 mm");
        } finally {
            Locale.setDefault(before);
        }
    }
}
