package org.bactrian.segment.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.bactrian.numeric.spline.Half;
import org.bactrian.volume.Index3;
import org.bactrian.volume.NumpyArchive;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlendWeightsTest {

    /** The reference filters a delta in double precision; the product of exponentials differs in the last digits. */
    private static final Percentage DOUBLE_ROUNDING = Percentage.withPercentage(1e-8);

    /** The first version's map is stored in single precision. */
    private static final Percentage FLOAT_ROUNDING = Percentage.withPercentage(1e-4);

    @Test
    void theProductOfTheAxesIsTheReferencesMap() {
        JsonArray expected =
                Golden.read().getAsJsonObject("gaussian_8x12x16_v1").getAsJsonArray("values");
        double[] z = BlendWeights.along(8);
        double[] y = BlendWeights.along(12);
        double[] x = BlendWeights.along(16);

        assertThat(expected).hasSize(8 * 12 * 16);
        for (int i = 0; i < expected.size(); i++) {
            double weight = z[i / (12 * 16)] * y[i / 16 % 12] * x[i % 16];
            assertThat(weight).isCloseTo(expected.get(i).getAsDouble(), FLOAT_ROUNDING);
        }
    }

    @Test
    void weightsOfLargePatchesAreTheReferences() {
        for (JsonElement probe : Golden.read().getAsJsonArray("gaussian_probe")) {
            JsonObject expected = probe.getAsJsonObject();
            int[] patch = ints(expected.getAsJsonArray("patch"));
            double[] z = BlendWeights.along(patch[0]);
            double[] y = BlendWeights.along(patch[1]);
            double[] x = BlendWeights.along(patch[2]);

            for (Map.Entry<String, JsonElement> place :
                    expected.getAsJsonObject("probes").entrySet()) {
                String[] zyx = place.getKey().split(",", -1);
                double weight = z[Integer.parseInt(zyx[0])] * y[Integer.parseInt(zyx[1])] * x[Integer.parseInt(zyx[2])];
                assertThat(weight).isCloseTo(place.getValue().getAsDouble(), DOUBLE_ROUNDING);
            }
            assertThat(z[0] * y[0] * x[0]).isCloseTo(expected.get("min_nonzero").getAsDouble(), DOUBLE_ROUNDING);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gaussian_float16_24x32x32, 24, 32, 32",
        "gaussian_float16_16x40x32, 16, 40, 32",
        "gaussian_float16_40x40, 1, 40, 40"
    })
    void weightsInHalfPrecisionAreNnUNets(String name, int z, int y, int x) {
        float[] expected = new NumpyArchive(SharedFolder.path("golden/nnunet/predictions/gaussian.npz")).array(name);

        assertThat(BlendWeights.half(new Index3(x, y, z))).isEqualTo(expected);
    }

    @Test
    void weightsAreRoundedToSinglePrecisionFirstAsTorchDoes() {
        Index3 patch = new Index3(160, 160, 96);

        float weight = BlendWeights.half(patch)[72 + 160 * (40 + 160 * 22)];

        // 0.119476316 lies just below the middle of two halves, and its nearest float on it.
        assertThat(weight).isEqualTo(Half.toFloat((short) 12198));
    }

    @Test
    void noWeightIsLostInSinglePrecision() {
        for (int patch = 1; patch <= 512; patch++) {
            double smallest = BlendWeights.along(patch)[0];
            assertThat((float) (smallest * smallest * smallest)).isGreaterThan(1e-11f);
        }
    }

    @Test
    void thePeakIsOne() {
        assertThat(BlendWeights.along(7)[3]).isCloseTo(1, within(0.0));
        assertThat(BlendWeights.along(8)[4]).isCloseTo(1, within(0.0));
    }

    static int[] ints(JsonArray array) {
        return array.asList().stream().mapToInt(JsonElement::getAsInt).toArray();
    }
}
