package org.bactrian.segment.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void slicesThatAreSeenAloneAreSeenOnceEach() {
        assertThat(AxisWindow.over(5, 1, 0.5)).extracting(AxisWindow::start).containsExactly(0, 1, 2, 3, 4);
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
