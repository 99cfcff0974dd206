package org.bactrian.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.segment.Segmentation;
import org.bactrian.segment.Segmenter;
import org.bactrian.segment.SegmenterSettings;
import org.bactrian.segment.window.Blend;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.SharedFolder;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The library as programs use it, from outside of its packages, on models that nnU-Net has trained. */
class SegmenterTest {

    /** nnU-Net adds up in half precision, which alone turns up to two voxels in a cascade, and one in the model before it. */
    private static final int MOST_NEAR_TIES = 3;

    private static final String GOLDEN = "golden/nnunet/";
    private static final String RESULTS = GOLDEN + "nnUNet_results/Dataset501_MiniKidney/";
    private static final String TRAINER = "nnUNetTrainer__nnUNetPlans__";
    private static final String IMAGES = GOLDEN + "nnUNet_raw/Dataset501_MiniKidney/";

    /** As nnU-Net computed the reference. */
    private static final SegmenterSettings EXACT = SegmenterSettings.USUAL.in(Precision.FLOAT32);

    @Test
    void fiveLinesSegmentAScan() throws IOException {
        Path model = SharedFolder.path(RESULTS + TRAINER + "3d_fullres");

        try (Segmenter segmenter = Segmenter.open(model)) {
            Volume scan = volume("imagesTs/t_small");
            LabelMap labels = segmenter.segment(scan);

            assertThat(labels.geometry()).isEqualTo(scan.geometry());
            assertThat(segmenter.labels()).containsExactly("background", "kidney", "tumor");
            assertAlike(labels, GOLDEN + "predictions/a/t_small/seg_ens_tta.nii.gz", 10);
        }
    }

    @Test
    void aCaseIsToldWithHowFarToTrustIt() throws IOException {
        Path model = SharedFolder.path(RESULTS + TRAINER + "3d_fullres");
        Case scan = Case.of("t_small", volume("imagesTs/t_small"));

        try (Segmenter segmenter = Segmenter.open(List.of(model), EXACT.withFolds("0"))) {
            Segmentation found = segmenter.segment(scan);

            assertThat(found.labels().geometry()).isEqualTo(scan.geometry());
            assertThat(found.confidence().entropy().orElseThrow()).isBetween(0.0, 1.0);
            assertThat(found.confidence().agreement())
                    .containsKey("kidney")
                    .allSatisfy((name, share) -> assertThat(share).isBetween(0.0, 1.0));
            assertThat(found.confidence().volumesMl()).containsOnlyKeys("kidney", "tumor");
            assertThat(found.confidence().review())
                    .isEqualTo(!found.confidence().reasons().isEmpty());
        }
    }

    @Test
    void foldsAgreeAboutWhatTheyHaveLearnedWithMirrorsAndWithout() throws IOException {
        Path model = SharedFolder.path(RESULTS + TRAINER + "3d_fullres");
        Case scan = Case.of("t_small", volume("imagesTs/t_small"));
        SegmenterSettings folds = EXACT.withFolds("0", "1");

        try (Segmenter with = Segmenter.open(List.of(model), folds);
                Segmenter without = Segmenter.open(List.of(model), folds.withoutMirrors())) {
            for (Segmenter segmenter : List.of(with, without)) {
                assertThat(segmenter.segment(scan).confidence().agreement())
                        .containsKey("kidney")
                        .allSatisfy((name, share) -> assertThat(share).isBetween(0.5, 0.999));
            }
        }
    }

    @Test
    void addedUpInHalfPrecisionFoldsGiveTheLabelsOfNnUNet() throws IOException {
        Path model = SharedFolder.path(RESULTS + TRAINER + "3d_fullres");
        SegmenterSettings rounded = SegmenterSettings.USUAL.withFolds("0", "1").blended(Blend.HALF);

        try (Segmenter segmenter = Segmenter.open(List.of(model), rounded)) {
            LabelMap labels = segmenter.segment(volume("imagesTs/t_aniso"));

            assertAlike(labels, GOLDEN + "predictions/a/t_aniso/seg_ens_tta.nii.gz", 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"t_ras, f0", "t_ras, f0_tta", "t_aniso, f0", "t_aniso, f0_tta"})
    void aCascadeRunsTheModelBesideItFirst(String image, String mode) throws IOException {
        Path model = SharedFolder.path(RESULTS + TRAINER + "3d_cascade_fullres");
        SegmenterSettings settings = EXACT.withFolds("0");

        try (Segmenter segmenter =
                Segmenter.open(List.of(model), mode.endsWith("tta") ? settings : settings.withoutMirrors())) {
            LabelMap labels = segmenter.segment(volume("imagesTs/" + image));

            assertAlike(labels, GOLDEN + "predictions/e_cascade/" + image + "/seg_" + mode + ".nii.gz", MOST_NEAR_TIES);
        }
    }

    @Test
    void aCascadeOnItsOwnIsRefusedNamingWhereTheOtherShouldBe(@TempDir Path folder) throws IOException {
        Path model = copy(SharedFolder.path(RESULTS + TRAINER + "3d_cascade_fullres"), folder);

        assertThatThrownBy(() -> Segmenter.open(model).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("refines the label maps of another model")
                .hasMessageContaining(folder.resolve(TRAINER + "3d_lowres").toString());
    }

    @Test
    void severalModelsAverageTheirProbabilities() throws IOException {
        List<Path> models = List.of(
                SharedFolder.path(RESULTS + TRAINER + "3d_fullres"), SharedFolder.path(RESULTS + TRAINER + "2d"));

        try (Segmenter segmenter = Segmenter.open(models, EXACT.withFolds("0").withoutCleanUp())) {
            LabelMap labels = segmenter.segment(volume("imagesTr/mini_000"));

            assertAlike(labels, GOLDEN + "evaluation/ensemble_output/mini_000.nii.gz", 1);
        }
    }

    @Test
    void theFolderOfAnEnsembleNamesItsMembersAndItsCleanUp() throws IOException {
        Path ensemble =
                SharedFolder.path(RESULTS + "ensembles/ensemble___" + TRAINER + "3d_fullres___" + TRAINER + "2d___0_1");
        Volume scan = volume("imagesTs/t_small");

        try (Segmenter named = Segmenter.open(ensemble);
                Segmenter listed = Segmenter.open(
                        SharedFolder.path(RESULTS + TRAINER + "2d"),
                        SharedFolder.path(RESULTS + TRAINER + "3d_fullres"))) {
            assertThat(named.segment(scan).bytes())
                    .isEqualTo(listed.segment(scan).bytes());
        }
    }

    @Test
    void modelsOfOtherLabelsAreRefusedByName() {
        Path kidneys = SharedFolder.path(RESULTS + TRAINER + "3d_fullres");
        Path regions = SharedFolder.path(GOLDEN + "nnUNet_results/Dataset502_MiniRegions/" + TRAINER + "3d_fullres");

        assertThatThrownBy(() -> Segmenter.open(kidneys, regions).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have the same")
                .hasMessageContaining("Dataset502_MiniRegions");
    }

    private static Volume volume(String image) {
        return NiftiReader.read(SharedFolder.path(IMAGES + image + "_0000.nii.gz"))
                .volume();
    }

    /** At most one voxel, or one in ten thousand of the foreground. */
    private static void assertAlike(LabelMap labels, String expected, int most) {
        LabelMap truth = NiftiReader.readLabels(SharedFolder.path(expected)).map();
        long foreground =
                IntStream.range(0, truth.length()).filter(i -> truth.at(i) > 0).count();
        long different = IntStream.range(0, truth.length())
                .filter(i -> truth.at(i) != labels.at(i))
                .count();
        assertThat(foreground).isPositive();
        assertThat(different).isLessThanOrEqualTo(Math.max(most, foreground / 10_000));
    }

    private static Path copy(Path model, Path folder) throws IOException {
        Path copied = folder.resolve(model.getFileName());
        try (Stream<Path> inside = Files.walk(model)) {
            for (Path path : inside.toList()) {
                Files.copy(path, copied.resolve(model.relativize(path)));
            }
        }
        return copied;
    }
}
