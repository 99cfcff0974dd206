package org.bactrian.train.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bactrian.volume.Index3;
import org.bactrian.volume.NumpyArchive;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every transform with the numbers that nnU-Net 2.8.1 drew, its input and its output. */
class NnUNetAugmentationTest {

    private static final Index3 BOX = new Index3(14, 12, 10);
    private static final Index3 TURNED = new Index3(18, 16, 14);

    /** The reference computes in single precision. */
    private static final float TOLERANCE = 2e-5f;

    /** Voxels in which two labels weigh the same but for rounding. */
    private static final int NEAR_TIES = 2;

    private static final Map<String, JsonObject> DRAWN = new TreeMap<>();

    private static NumpyArchive arrays;
    private static JsonObject cuts;

    @BeforeAll
    static void readReference() throws IOException {
        arrays = new NumpyArchive(SharedFolder.path("golden/nnunet/augmentation/augment.npz"));
        JsonObject json = JsonParser.parseString(
                        Files.readString(SharedFolder.path("golden/nnunet/augmentation/augment.json")))
                .getAsJsonObject();
        cuts = json.getAsJsonObject("initial_patch_size_30deg");
        json.getAsJsonArray("transforms")
                .forEach(transform -> DRAWN.put(
                        transform.getAsJsonObject().get("name").getAsString(),
                        transform.getAsJsonObject().getAsJsonObject("parameters")));
    }

    @Test
    void cutsAreAsLarge() {
        cuts.entrySet().forEach(entry -> {
            int[] size = triple(entry.getKey());
            int[] cut = triple(entry.getValue().toString());

            assertThat(Augmentation.cut(new Index3(size[2], size[1], size[0])))
                    .isEqualTo(new Index3(cut[2], cut[1], cut[0]));
        });
    }

    @Test
    void rotationAndScalingAgree() {
        assertMoved("spatial_rotate_scale", new Index3(24, 22, 20));
        assertMoved("spatial_rotate", new Index3(24, 22, 20));
        assertMoved("spatial_scale_shrinks_objects", new Index3(20, 18, 16));
    }

    @Test
    void blurAgrees() {
        float[] image = input("gaussian_blur");
        int second = (int) BOX.product();

        for (int axis = 0; axis < 3; axis++) {
            double sigma = drawn("gaussian_blur")
                    .getAsJsonArray("sigmas_per_axis")
                    .get(0)
                    .getAsJsonArray()
                    .get(2 - axis)
                    .getAsDouble();
            GaussianBlur.blur(image, second, BOX, axis, GaussianBlur.kernel(sigma));
        }

        assertClose(image, arrays.array("gaussian_blur.out.image"));
    }

    @Test
    void contrastAgrees() {
        for (String name : new String[] {"contrast_down", "contrast_up"}) {
            float[] image = input(name);

            for (int channel = 0; channel < 2; channel++) {
                int start = channel * image.length / 2;
                Contrast.spread(image, start, start + image.length / 2, number(name, "multipliers", channel));
            }

            assertClose(image, arrays.array(name + ".out.image"));
        }
    }

    @Test
    void gammaAgrees() {
        for (String name : new String[] {"gamma", "gamma_inverted"}) {
            float[] image = input(name);

            for (int channel = 0; channel < 2; channel++) {
                int start = channel * image.length / 2;
                double power = number(name, "gamma", channel);
                Gamma.raise(image, start, start + image.length / 2, power, name.endsWith("inverted"));
            }

            assertClose(image, arrays.array(name + ".out.image"));
        }
    }

    @Test
    void lowResolutionAgrees() {
        float[] image = input("lowres");
        double scale = drawn("lowres")
                .getAsJsonArray("scales")
                .get(0)
                .getAsJsonArray()
                .get(0)
                .getAsDouble();

        LowResolution.coarsen(image, (int) BOX.product(), BOX, scale);

        assertClose(image, arrays.array("lowres.out.image"));
    }

    @Test
    void mirroringAgrees() {
        assertMirrored("mirror_0_2", true, false, true);
        assertMirrored("mirror_1", false, true, false);
    }

    private static void assertMirrored(String name, boolean x, boolean y, boolean z) {
        Patch patch = new Patch(BOX, input(name), labels(name + ".in.segmentation"));

        Patch mirrored = Mirror.mirrored(patch, x, y, z);

        assertThat(mirrored.image()).containsExactly(arrays.array(name + ".out.image"));
        assertThat(mirrored.labels()).containsExactly(labels(name + ".out.segmentation"));
    }

    private static void assertMoved(String name, Index3 size) {
        JsonObject drawn = drawn(name);
        JsonElement angles = drawn.get("angles_rad");
        JsonElement scale = drawn.get("scale");
        double[] turns = new double[3];
        for (int axis = 0; axis < 3 && !angles.isJsonNull(); axis++) {
            turns[axis] = angles.getAsJsonArray().get(axis).getAsDouble();
        }
        double[][] matrix = SpatialTransform.matrix(turns, scale.isJsonNull() ? 1 : scale.getAsDouble());
        Patch patch = new Patch(size, input(name), labels(name + ".in.segmentation"));

        Patch moved = new LinearSampling(patch, TURNED).moved(matrix);

        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                double expected = drawn.getAsJsonArray("affine")
                        .get(row)
                        .getAsJsonArray()
                        .get(column)
                        .getAsDouble();
                assertThat(matrix[row][column]).isCloseTo(expected, within(1e-12));
            }
        }
        assertClose(moved.image(), arrays.array(name + ".out.image"));
        byte[] expected = labels(name + ".out.segmentation");
        int different = 0;
        for (int i = 0; i < expected.length; i++) {
            different += Math.max(0, moved.labels()[i]) == Math.max(0, expected[i]) ? 0 : 1;
        }
        assertThat(different).as("labels of %s", name).isLessThanOrEqualTo(NEAR_TIES);
    }

    private static void assertClose(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(TOLERANCE * Math.max(1, Math.abs(expected[i]))));
        }
    }

    private static float[] input(String name) {
        return arrays.array(name + ".in.image");
    }

    /** Outside the scan nnU-Net's labels are -1 until a later step makes them background: a label like any other here. */
    private static byte[] labels(String name) {
        float[] values = arrays.array(name);
        byte[] labels = new byte[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) values[i];
        }
        return labels;
    }

    private static double number(String name, String parameter, int index) {
        return drawn(name).getAsJsonArray(parameter).get(index).getAsDouble();
    }

    private static JsonObject drawn(String name) {
        return Objects.requireNonNull(DRAWN.get(name), name);
    }

    private static int[] triple(String text) {
        String[] numbers = text.replaceAll("[\\[\\] ]", "").split(",", -1);
        return new int[] {Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2])};
    }
}
