package org.bactrian.numeric.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisWeightsTest {

    private static final double[] LINE = {10, 20, 40};

    @Test
    void linearWeightsAreHeldConstantBeyondTheEnds() {
        AxisWeights linear = AxisWeights.linear(new double[] {-0.4, 0.25, 1.5, 2.4}, 3);

        assertThat(applied(linear)).containsExactly(10, 12.5, 30, 40);
    }

    @Test
    void aPositionThatIsNoNumberLiesOutside() {
        AxisWeights linear = AxisWeights.linear(new double[] {Double.NaN, 1}, 3);

        assertThat(applied(linear)).containsExactly(0, 20);
        assertThat(linear.begin(0)).isEqualTo(linear.end(0));
        assertThat(linear.nearest(0)).isEqualTo(AxisWeights.OUTSIDE);
    }

    @Test
    void theHigherOfTwoEquallyNearElementsIsTheNearest() {
        assertThat(applied(AxisWeights.nearest(new double[] {0.5, 1.5, 1.4999}, 3)))
                .containsExactly(20, 40, 20);
    }

    @Test
    void oneAfterTheOtherIsTheSameAsBothInOne() {
        AxisWeights inner = AxisWeights.linear(AxisWeights.positions(3, 7), 3);
        AxisWeights outer = AxisWeights.linear(AxisWeights.positions(7, 5), 7);
        double[] between = applied(inner);
        double[] expected = new double[5];

        outer.apply(between, expected, 0);

        assertThat(applied(outer.after(inner))).containsExactly(expected, within(1e-12));
    }

    @Test
    void anElementMostlyInsideIsMadeOfTheInsideAlone() {
        AxisWeights cut = AxisWeights.nearest(new double[] {Double.NaN, 1, 2}, 3);
        AxisWeights between = AxisWeights.linear(new double[] {0.25, 0.75}, 3);

        AxisWeights both = between.after(cut);

        assertThat(applied(both)).containsExactly(0, 20);
        assertThat(both.nearest(0)).isEqualTo(AxisWeights.OUTSIDE);
        assertThat(both.nearest(1)).isEqualTo(1);
    }

    @Test
    void whereTheNearestIsOutsideThatWhichIsInsideStandsIn() {
        AxisWeights cut = AxisWeights.nearest(new double[] {1, Double.NaN}, 3);
        AxisWeights halfWay = AxisWeights.linear(new double[] {0.5}, 2);

        assertThat(halfWay.after(cut).nearest(0)).isEqualTo(1);
    }

    @Test
    void weightsOfOtherLengthsCannotFollow() {
        AxisWeights three = AxisWeights.nearest(new double[] {0, 1, 2}, 3);
        AxisWeights two = AxisWeights.nearest(new double[] {0, 1}, 2);

        assertThatThrownBy(() -> two.after(three))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 elements")
                .hasMessageContaining("make 3");
    }

    private static double[] applied(AxisWeights weights) {
        double[] result = new double[weights.outputLength()];
        weights.apply(LINE, result, 0);
        return result;
    }
}
