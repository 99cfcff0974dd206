package org.bactrian.numeric.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResampleRuleTest {

    private static final Spacing TARGET = new Spacing(1.62, 1.62, 3.22);

    /** From {@code compute_new_shape} of ../shared/golden/golden.json, along one axis. */
    @ParameterizedTest
    @CsvSource({
        "512, 0.919921875, 1.62, 291",
        "611, 0.5,         3.22, 95",
        "512, 0.798828125, 1.62, 252",
        "602, 0.5,         3.22, 93",
        "512, 0.976562,    1.62, 309",
        "29,  5.0,         3.22, 45",
        "5,   1.0,         2.0,  2",
        "7,   1.0,         2.0,  4"
    })
    void sizesAreRoundedHalfToEven(int length, double spacing, double target, int expected) {
        Geometry grid = Geometry.of(new Index3(length, length, length), new Spacing(spacing, spacing, spacing));

        ResampleRule rule = ResampleRule.of(grid, new Spacing(target, target, target));

        assertThat(rule.size()).isEqualTo(new Index3(expected, expected, expected));
    }

    @Test
    void anAxisNeverVanishes() {
        Geometry thinSlab = Geometry.of(new Index3(100, 100, 1), new Spacing(1, 1, 0.1));

        assertThat(ResampleRule.of(thinSlab, TARGET).size().z()).isEqualTo(1);
    }

    @Test
    void anAxisOfMoreVoxelsThanAnIntCountsIsRefused() {
        Geometry grid = Geometry.of(new Index3(100, 100, 100), new Spacing(1, 1, 1e9));

        assertThatThrownBy(() -> ResampleRule.of(grid, TARGET)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0.9,  0.9,  5.0,  2",
        "5.0,  0.9,  0.9,  0",
        "0.9,  5.0,  0.9,  1",
        "0.45, 0.45, 1.0,  -1",
        "1.0,  1.0,  3.0,  -1",
        "1.0,  1.0,  3.01, 2",
        "0.24, 1.25, 1.25, -1"
    })
    void slicesMoreThanThreeTimesAsFarApartAsPixelsAreKeptSeparate(double x, double y, double z, int axis) {
        OptionalInt expected = axis < 0 ? OptionalInt.empty() : OptionalInt.of(axis);

        assertThat(SeparateZ.axis(new Spacing(x, y, z), TARGET)).isEqualTo(expected);
    }

    @Test
    void theTargetDecidesWhereTheScanIsNearlyIsotropic() {
        assertThat(SeparateZ.axis(new Spacing(1, 1, 1), new Spacing(0.7, 0.7, 5)))
                .hasValue(2);
    }

    @Test
    void axesThatWereAskedToBeEqualStillCountAsEqualAfterResampling() {
        Geometry scan = Geometry.of(new Index3(300, 101, 87), new Spacing(0.25, 1, 1));
        Geometry resampled = scan.resized(
                ResampleRule.of(scan, new Spacing(0.24, 1.25, 1.25)).size());

        assertThat(resampled.spacing().y()).isNotEqualTo(resampled.spacing().z());
        assertThat(SeparateZ.axisFromResampled(resampled, scan.spacing())).isEmpty();
    }
}
