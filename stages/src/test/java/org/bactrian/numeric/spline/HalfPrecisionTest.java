package org.bactrian.numeric.spline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {

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
        assertThat(HalfPrecision.rounded(value)).isEqualTo(expected);
    }
}
