package org.bactrian.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisWindowTest {

    @Test
    void windowsLieWhereTheReferencePutsThem() {
        for (JsonElement element : Golden.read().getAsJsonArray("sliding_window_steps")) {
            JsonObject expected = element.getAsJsonObject();
            int[] image = BlendWeightsTest.ints(expected.getAsJsonArray("image"));
            int[] tile = BlendWeightsTest.ints(expected.getAsJsonArray("tile"));
            for (int axis = 0; axis < image.length; axis++) {
                List<AxisWindow> windows = AxisWindow.over(
                        image[axis], tile[axis], expected.get("step").getAsDouble());

                assertThat(windows.stream().mapToInt(AxisWindow::start).toArray())
                        .isEqualTo(BlendWeightsTest.ints(
                                expected.getAsJsonArray("steps").get(axis).getAsJsonArray()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "7, 8", "8, 8", "9, 8", "30, 8", "247, 160", "5, 16", "33, 5"})
    void sharesOverEveryVoxelSumToOne(int size, int patch) {
        double[] sums = new double[size];

        for (AxisWindow window : AxisWindow.over(size, patch, 0.5)) {
            for (int i = window.first(); i < window.end(); i++) {
                sums[window.start() + i] += window.share(i);
            }
        }

        for (double sum : sums) {
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void aShortAxisLiesInTheMiddleOfItsWindow() {
        List<AxisWindow> windows = AxisWindow.over(5, 8, 0.5);

        assertThat(windows).hasSize(1);
        assertThat(windows.get(0).start()).isEqualTo(-1);
        assertThat(windows.get(0).first()).isEqualTo(1);
        assertThat(windows.get(0).end()).isEqualTo(6);
    }
}
