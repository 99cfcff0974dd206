package org.bactrian.numeric.spline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfTest {

    /** The bits of the largest finite number; those of all smaller ones come before. */
    private static final int LARGEST_BITS = 0x7bff;

    private static final float LARGEST = 65504;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "500.1, 500",
        "499.9, 500",
        "500.125, 500",
        "500.375, 500.5",
        "1000, 1000",
        "999.8, 1000",
        "-0.1, -0.0999755859375",
        "0.00000003, 0.000000059604644775390625"
    })
    void roundsToElevenBitsAndTiesToEven(float value, float expected) {
        assertThat(Half.rounded(value)).isEqualTo(expected);
    }

    @Test
    void halvesStayWhatTheyAre() {
        for (int bits = 0; bits <= LARGEST_BITS; bits++) {
            float half = Half.toFloat((short) bits);

            assertThat(Half.rounded(half)).isEqualTo(half);
            assertThat(Half.rounded(-half)).isEqualTo(-half);
        }
    }

    @Test
    void betweenTwoHalvesTheNearestIsTakenAndTheEvenOneInTheMiddle() {
        for (int bits = 0; bits < LARGEST_BITS; bits++) {
            float low = Half.toFloat((short) bits);
            float high = Half.toFloat((short) (bits + 1));
            float middle = (low + high) / 2;
            float even = bits % 2 == 0 ? low : high;

            assertThat(Half.rounded(middle)).isEqualTo(even);
            assertThat(Half.rounded(Math.nextDown(middle))).isEqualTo(low);
            assertThat(Half.rounded(Math.nextUp(middle))).isEqualTo(high);
            assertThat(Half.rounded(-middle)).isEqualTo(-even);
        }
    }

    @Test
    void floatsAreRoundedAsTheSameDoubles() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000_000; i++) {
            float value = (float) Math.scalb(random.nextGaussian(), random.nextInt(34) - 26);
            if (Math.abs(value) < LARGEST) {
                assertThat(Half.rounded(value)).isEqualTo(Half.rounded((double) value));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "65504, 65504",
        "65519.996, 65504",
        "65520, Infinity",
        "-65520, -Infinity",
        "1e30, Infinity",
        "Infinity, Infinity"
    })
    void whatIsTooLargeIsInfinite(float value, float expected) {
        assertThat(Half.rounded(value)).isEqualTo(expected);
    }

    @Test
    void noNumberStaysNone() {
        assertThat(Half.rounded(Float.NaN)).isNaN();
    }
}
