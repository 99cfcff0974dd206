package org.bactrian.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bactrian.volume.Case;
import org.bactrian.volume.Difference;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.NumpyArchive;
import org.bactrian.volume.SharedFolder;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Variants of preparation that a plan may name, against nnU-Net 2.8.1 with torch 2.7.1; the arrays of
 * {@code nnunet-variants.npz} are random input and what its own functions made of it. Sizes and spacings are x y z.
 */
class NnUNetVariantsTest {

    private static final double TOLERANCE = 2e-6;

    private final NumpyArchive reference = new NumpyArchive(resource("nnunet-variants.npz"));

    @ParameterizedTest
    @CsvSource({
        "joint,             12 11 9,  2 2 3,      1.7 1.5 2.3",
        "halved,            12 10 8,  1 1 1,      2 2 2",
        "doubled,           7 6 5,    2 2 2,      1 1 1",
        "thick,             13 12 7,  0.8 0.8 5,  1.62 1.62 3.22",
        "thick_middle,      11 9 12,  0.8 4.1 0.8, 1.1 3 1",
        "thick_same_slices, 9 10 6,   0.8 0.8 5,  1.2 1.1 5",
        "thin_slices_kept,  8 9 10,   0.8 0.8 1,  0.8 0.8 3.9"
    })
    void theTorchVariantResamplesImagesAndLabelsAsTorchDoes(String name, String size, String spacing, String target) {
        Case scan = scan(name, size, spacing);

        Case resampled = run(
                scan,
                new StageSpec(
                        "resample", Map.of("spacingMm", numbers(target), "images", "torch-linear", "labels", "torch")));

        assertThat(Difference.largest(resampled.channels().get(0).voxels(), reference.array(name + ".image_resized")))
                .isLessThan(TOLERANCE);
        assertThat(resampled.labels().orElseThrow().bytes())
                .isEqualTo(reference
                        .labels(name + ".labels_resized", resampled.geometry())
                        .bytes());
    }

    @Test
    void withoutAThirdSpacingSlicesStayAsTheyAre() {
        Case resampled =
                run(scan("thick", "13 12 7", "0.8 0.8 5"), new StageSpec("resample", Map.of("spacingMm", "1.6, 1.6")));

        assertThat(resampled.geometry().size()).isEqualTo(new Index3(6, 6, 7));
    }

    @Test
    void slicesAreInterpolatedAcrossWhenToldNeverToTakeThemOneByOne() {
        Case scan = scan("thick", "13 12 7", "0.8 0.8 5");

        Case apart = run(scan, new StageSpec("resample", Map.of("spacingMm", "0.8, 0.8, 2.5")));
        Case joint = run(scan, new StageSpec("resample", Map.of("spacingMm", "0.8, 0.8, 2.5", "slices", "never")));

        // Half the spacing: between two equal slices lies a third one only if the nearest is taken.
        int slice = 13 * 12;
        float[] nearest = apart.channels().get(0).voxels();
        float[] between = joint.channels().get(0).voxels();
        assertThat(Arrays.copyOf(nearest, slice)).isEqualTo(Arrays.copyOfRange(nearest, slice, 2 * slice));
        assertThat(Arrays.copyOf(between, slice)).isNotEqualTo(Arrays.copyOfRange(between, slice, 2 * slice));
    }

    @ParameterizedTest
    @CsvSource({"z-score, image, zscore", "rescale-to-0-1, image, rescaled", "rgb-to-0-1, bytes, rgb"})
    void imagesAreScaledByWhatIsMeasuredOnThem(String stage, String input, String expected) {
        Geometry grid = Geometry.of(new Index3(8, 7, 6), new Spacing(1, 1, 1));
        Case scan = Case.of("scaling", reference.volume("scaling." + input, grid));

        Case scaled = run(scan, StageSpec.of(stage));

        assertThat(Difference.largest(scaled.channels().get(0).voxels(), reference.array("scaling." + expected)))
                .isLessThan(TOLERANCE);
    }

    @Test
    void everyChannelMayHaveAStageOfItsOwn() {
        Geometry grid = Geometry.of(new Index3(8, 7, 6), new Spacing(1, 1, 1));
        Case scan = Case.of(
                "scaling", List.of(reference.volume("scaling.image", grid), reference.volume("scaling.bytes", grid)));

        Case scaled = run(
                scan,
                new StageSpec("z-score", Map.of("channels", List.of(0))),
                new StageSpec("rgb-to-0-1", Map.of("channels", List.of(1))));

        assertThat(Difference.largest(scaled.channels().get(0).voxels(), reference.array("scaling.zscore")))
                .isLessThan(TOLERANCE);
        assertThat(Difference.largest(scaled.channels().get(1).voxels(), reference.array("scaling.rgb")))
                .isLessThan(TOLERANCE);
    }

    @Test
    void whatLiesOutsideOfTheScannedRegionIsMarkedAndNotMeasured() {
        NumpyArchive golden = new NumpyArchive(SharedFolder.path("golden/nnunet/preprocessing/preprocessing.npz"));
        Geometry grid = Geometry.of(new Index3(12, 11, 9), new Spacing(1, 1, 1));
        Case scan = Case.of("crop", golden.volume("crop.in", grid)).withLabels(golden.labels("crop.seg_in", grid));

        Case prepared = run(
                scan,
                new StageSpec("crop-to-nonzero", Map.of("markOutside", true)),
                new StageSpec("z-score", Map.of("insideOnly", true)));

        assertThat(prepared.labels().orElseThrow().bytes())
                .isEqualTo(golden.labels("crop.seg_out", prepared.geometry()).bytes());
        assertThat(Difference.largest(prepared.channels().get(0).voxels(), golden.array("crop.zscore_masked")))
                .isLessThan(TOLERANCE);
    }

    private Case scan(String name, String size, String spacing) {
        double[] s = Arrays.stream(size.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        List<Double> mm = numbers(spacing);
        Geometry grid = Geometry.of(
                new Index3((int) s[0], (int) s[1], (int) s[2]), new Spacing(mm.get(0), mm.get(1), mm.get(2)));
        return Case.of(name, reference.volume(name + ".image", grid))
                .withLabels(reference.labels(name + ".labels", grid));
    }

    private static Case run(Case scan, StageSpec... stages) {
        return StageCatalog.builtIn().pipeline(List.of(stages)).run(scan, StageObserver.NONE);
    }

    private static List<Double> numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).map(Double::parseDouble).toList();
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(NnUNetVariantsTest.class.getResource(name))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
