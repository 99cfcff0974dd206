package org.bactrian.stage.resample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.numeric.grid.Box;
import org.bactrian.numeric.grid.Regrid;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.Case;
import org.bactrian.volume.Difference;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.NumpyArchive;
import org.bactrian.volume.SharedFolder;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stages on real CT against nnU-Net's DefaultPreprocessor. Sizes and spacings are given as x y z. */
class NnUNetPreprocessingTest {

    /** Of a normalised range of 5 and a range of 4500 HU: single precision. */
    private static final double NORMALISED_TOLERANCE = 2e-6;

    private static final double HU_TOLERANCE = 5e-4;

    private NumpyArchive reference;

    @BeforeEach
    void openReference() {
        reference = new NumpyArchive(SharedFolder.path("golden/nnunet/preprocessing/preprocessing.npz"));
    }

    @ParameterizedTest
    @CsvSource({
        "small_joint,            24 22 14, 3 3 3,       1.62 1.62 3.22,         44 41 13",
        "small_sepz,             24 22 14, 1.2 1.2 5,   1.62 1.62 3.22,         18 16 22",
        "small_sepz_middle_axis, 24 22 14, 0.8 4.1 0.8, 1 3 1,                  19 30 11",
        "small_iso,              12 12 11, 3 3 3,       0.78125 0.78125 0.78125, 46 46 42",
        "small_same_shape,       24 22 14, 3 3 3,       3 3 3,                  24 22 14"
    })
    void normalisedAndResampledImagesAndLabelsEqualNnUNet(
            String name, String size, String spacing, String target, String newSize) {
        Geometry grid = Geometry.of(size(size), spacing(spacing));
        Case scan = Case.of(name, reference.volume(name + ".in", grid))
                .withLabels(reference.labels(name + ".seg_in", grid));

        Case prepared = run(scan, List.of(normalise(), resample(target)));

        LabelMap labels = prepared.labels().orElseThrow();
        assertThat(prepared.geometry().size()).isEqualTo(size(newSize));
        assertThat(Difference.largest(
                        prepared.channels().get(0).voxels(), reference.array(name + ".normalised_order3.whole")))
                .isLessThan(NORMALISED_TOLERANCE);
        assertThat(labels.bytes())
                .isEqualTo(reference
                        .labels(name + ".seg_order1.whole", labels.geometry())
                        .bytes());
    }

    @ParameterizedTest
    @CsvSource({
        "example_joint,    example_ct.nii.gz,                      3 3 3",
        "aorta_joint_down, aorta_report/ct_cropped.nii.gz,         1.5 1.5 1.5",
        "pulmonary_sepz,   pulmonary_report/ct_cropped.nii.gz,     0.75 0.75 2.5"
    })
    void wholeScansEqualNnUNet(String name, String file, String spacing) {
        Volume read = NiftiReader.read(SharedFolder.path("data/totalsegmentator/" + file))
                .volume();
        Geometry grid = Geometry.of(read.geometry().size(), spacing(spacing));
        Case scan = Case.of(name, new Volume(grid, read.voxels()));

        Case hounsfield = run(scan, List.of(resample("1.62 1.62 3.22")));
        Case normalised = run(scan, List.of(normalise(), resample("1.62 1.62 3.22")));

        assertSampled(hounsfield, name + ".hu_order3", HU_TOLERANCE);
        assertSampled(normalised, name + ".normalised_order3", NORMALISED_TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "logits_joint, 13 14 12, 22 25 17, 0.9585798816568049 0.9050279329608939 2.267605633802817",
        "logits_sepz,  13 14 12, 22 25 8,  0.96 0.91 5.1",
        "logits_down,  23 24 12, 10 11 12, 2.3 2.2 3"
    })
    void scoresComeBackAsNnUNetExportsThem(String name, String networkSize, String scanSize, String scanSpacing) {
        Geometry scan = Geometry.of(size(scanSize), spacing(scanSpacing));
        Geometry network = scan.resized(size(networkSize));
        float[][] scores = classes(reference.array(name + ".in_float16"));
        float[][] expected = classes(reference.array(name + ".out_float32"));
        Regrid back = Regrid.backwards(List.of(scan, network));

        LabelMap labels = back.argMax(scores);

        for (int c = 0; c < 3; c++) {
            assertThat(Difference.largest(
                            back.volume(new Volume(network, scores[c])).voxels(), expected[c]))
                    .isLessThan(1e-5);
        }
        for (int i = 0; i < labels.length(); i++) {
            assertThat(labels.at(i)).isEqualTo(largest(expected, i));
        }
    }

    @Test
    void theNonzeroBoxIsNnUNets() {
        Geometry grid = Geometry.of(new Index3(12, 11, 9), new Spacing(1, 1, 1));
        Case scan = Case.of("crop", reference.volume("crop.in", grid));

        Case cropped = run(scan, List.of(StageSpec.of("crop-to-nonzero")));

        assertThat(cropped.geometry()).isEqualTo(new Box(new Index3(1, 0, 2), new Index3(11, 8, 7)).of(grid));
        assertThat(cropped.channels().get(0).voxels()).isEqualTo(reference.array("crop.out"));
    }

    private void assertSampled(Case prepared, String name, double tolerance) {
        float[] index = reference.array(name + ".index");
        float[] voxels = prepared.channels().get(0).voxels();
        float[] sampled = new float[index.length];
        for (int i = 0; i < index.length; i++) {
            sampled[i] = voxels[(int) index[i]];
        }
        assertThat(Difference.largest(sampled, reference.array(name + ".value")))
                .isLessThan(tolerance);
    }

    private static Case run(Case scan, List<StageSpec> stages) {
        return StageCatalog.builtIn().pipeline(stages).run(scan, StageObserver.NONE);
    }

    private static StageSpec normalise() {
        return new StageSpec(
                "clip-and-z-score", Map.of("lower", -79, "upper", 304, "mean", 101.27, "standardDeviation", 76.9));
    }

    private static StageSpec resample(String spacing) {
        return new StageSpec("resample", Map.of("spacingMm", spacing.replace(" ", ", ")));
    }

    private static float[][] classes(float[] values) {
        int voxels = values.length / 3;
        return new float[][] {
            Arrays.copyOfRange(values, 0, voxels),
            Arrays.copyOfRange(values, voxels, 2 * voxels),
            Arrays.copyOfRange(values, 2 * voxels, 3 * voxels)
        };
    }

    private static int largest(float[][] scores, int voxel) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = scores[c][voxel] > scores[best][voxel] ? c : best;
        }
        return best;
    }

    private static Index3 size(String text) {
        double[] parts = numbers(text);
        return new Index3((int) parts[0], (int) parts[1], (int) parts[2]);
    }

    private static Spacing spacing(String text) {
        double[] parts = numbers(text);
        return new Spacing(parts[0], parts[1], parts[2]);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
