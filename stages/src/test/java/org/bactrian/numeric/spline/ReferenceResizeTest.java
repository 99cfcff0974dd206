package org.bactrian.numeric.spline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.bactrian.volume.Difference;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against numbers made with scikit-image and nnU-Net. */
class ReferenceResizeTest {

    /** Of an intensity range of about 400: single precision. */
    private static final double TOLERANCE = 1e-4;

    private static final OptionalInt ALONG_Z = OptionalInt.of(2);

    private final ReferenceArrays reference = new ReferenceArrays();

    @ParameterizedTest
    @ValueSource(strings = {"resize_o3_8x12x7", "resize_o3_4x6x13", "resize_o3_6x9x20"})
    void cubicEqualsScikitImage(String name) {
        Volume resized = resize(name, SplineOrder.CUBIC, OptionalInt.empty());

        assertThat(Difference.largest(resized.voxels(), reference.volume(name).voxels()))
                .isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resize_o1_8x12x7", "resize_o1_4x6x13", "resize_o1_6x9x20"})
    void linearEqualsScikitImage(String name) {
        Volume resized = resize(name, SplineOrder.LINEAR, OptionalInt.empty());

        assertThat(Difference.largest(resized.voxels(), reference.volume(name).voxels()))
                .isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sepz_o3_9x12x7", "sepz_o3_4x12x7"})
    void cubicSliceBySliceEqualsNnUNet(String name) {
        Volume resized = resize(name, SplineOrder.CUBIC, ALONG_Z);

        assertThat(Difference.largest(resized.voxels(), reference.volume(name).voxels()))
                .isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = "sepz_o1_9x12x7")
    void linearSliceBySliceEqualsNnUNet(String name) {
        Volume resized = resize(name, SplineOrder.LINEAR, ALONG_Z);

        assertThat(Difference.largest(resized.voxels(), reference.volume(name).voxels()))
                .isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "sepz_o3_z1_9x12x7, CUBIC, LINEAR",
        "sepz_o3_z3_9x12x7, CUBIC, CUBIC",
        "sepz_o3_z3_4x12x7, CUBIC, CUBIC",
        "sepz_o3_z3_9x9x10, CUBIC, CUBIC",
        "sepz_o1_z3_9x12x7, LINEAR, CUBIC",
        "sepz_o1_z1_9x9x10, LINEAR, LINEAR",
        "sepz_o0_z1_9x12x7, NEAREST, LINEAR",
        "sepz_o0_z0_9x12x7, NEAREST, NEAREST"
    })
    void slicesAndWhatLiesBetweenThemEqualNnUNet(String name, SplineOrder inPlane, SplineOrder across) {
        ReferenceArrays made = new ReferenceArrays("resize_across.txt");
        ResampleRule rule = new ResampleRule(made.size(name), ALONG_Z);

        Volume resized = CubicBSpline.resize(
                reference.volume("input_volume_6x9x10"), rule, new SliceOrders(inPlane, across), Lines.allCores());

        assertThat(Difference.largest(resized.voxels(), made.volume(name).voxels()))
                .isLessThan(2 * TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resize_seg_o1_8x12x7", "sepz_seg_9x12x7"})
    void labelsEqualNnUNetInEveryVoxel(String name) {
        OptionalInt separate = name.startsWith("sepz") ? ALONG_Z : OptionalInt.empty();
        Index3 size = reference.size(name);

        LabelMap resized = LabelResize.resize(reference.labels("input_seg_6x9x10"), new ResampleRule(size, separate));

        assertThat(resized.bytes()).containsExactly(reference.labels(name).bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"resize_seg_o1_8x12x7", "sepz_seg_9x12x7"})
    void labelsEqualTheOlderRuleInEveryVoxel(String name) {
        OptionalInt separate = name.startsWith("sepz") ? ALONG_Z : OptionalInt.empty();
        ResampleRule rule = new ResampleRule(reference.size(name), separate);

        LabelMap resized =
                LabelResize.resize(reference.labels("input_seg_6x9x10"), rule, LabelRule.THRESHOLD, Lines.allCores());

        assertThat(resized.bytes())
                .containsExactly(reference.labels(name + "_threshold_rule").bytes());
    }

    private Volume resize(String name, SplineOrder order, OptionalInt separate) {
        Volume input = reference.volume("input_volume_6x9x10");
        return CubicBSpline.resize(input, new ResampleRule(reference.size(name), separate), order, Lines.allCores());
    }
}
