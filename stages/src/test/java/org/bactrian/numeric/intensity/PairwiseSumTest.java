package org.bactrian.numeric.intensity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairwiseSumTest {

    /** {@code numpy.sum(1 / numpy.arange(3.0, n + 3))} of numpy 2 on 64-bit Linux. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "1, 0.3333333333333333",
        "7, 1.328968253968254",
        "8, 1.4289682539682538",
        "9, 1.5198773448773446",
        "100, 3.707082429307257",
        "128, 3.948591338265976",
        "129, 3.956224926052236",
        "300, 4.789297397713862",
        "1000, 5.987467865541362",
        "5003, 7.595508253424077"
    })
    void sumsEqualNumpysToTheLastBit(int count, double sum) {
        double[] numbers =
                IntStream.range(0, count).mapToDouble(i -> 1 / (i + 3.0)).toArray();

        assertThat(PairwiseSum.of(numbers)).isEqualTo(sum);
    }
}
