package org.bactrian.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.FirstVersionModel;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.nnunet.NnUNetModel;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.segment.score.ClassScores;
import org.bactrian.segment.window.Blend;
import org.bactrian.segment.window.WindowProgress;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole scans through models that nnU-Net 2.8.1 has trained, against the label maps that it writes. */
class NnUNetSegmentationTest {

    /** A cascade adds up the voxels that its own windows turn and those that the network before has turned. */
    private static final int MOST_DIFFERENT_OF_CASCADE = 3;

    /** How far apart the probabilities of the two labels may lie at such a voxel. */
    private static final double NEAR_TIE = 2e-3;

    /** Around a voxel at which the network before saw a near tie the other way, a cascade sees another image. */
    private static final double NEAR_TIE_OF_CASCADE = 3e-2;

    private static final String GOLDEN = "golden/nnunet/";
    private static final String V1 = GOLDEN + "v1/";
    private static final String A = "501_MiniKidney/nnUNetTrainer__nnUNetPlans__3d_fullres";
    private static final String B = "501_MiniKidney/nnUNetTrainer__nnUNetResEncUNetMPlans__3d_fullres";
    private static final String C = "501_MiniKidney/nnUNetTrainer__nnUNetPlans__2d";
    private static final String D = "502_MiniRegions/nnUNetTrainer__nnUNetPlans__3d_fullres";
    private static final String E = "501_MiniKidney/nnUNetTrainer__nnUNetPlans__3d_lowres";
    private static final String F = "501_MiniKidney/nnUNetTrainer__nnUNetPlansV23__3d_fullres";

    /** The last column: nnU-Net adds up in half precision, which alone turns more than one voxel on four of these. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @CsvSource({
        A + ", 0, t_ras, a/t_ras/seg_f0, 1",
        A + ", 0, t_aniso, a/t_aniso/seg_f0, 1",
        A + ", 0, t_small, a/t_small/seg_f0, 1",
        A + ", 0, t_zero, a/t_zero/seg_f0, 1",
        A + ", 0, t_ras, a/t_ras/seg_f0_tta, 1",
        A + ", 0 1, t_ras, a/t_ras/seg_ens, 1",
        A + ", 0 1, t_aniso, a/t_aniso/seg_ens_tta, 1",
        A + ", 0 1, t_zero, a/t_zero/seg_ens_tta, 1",
        A + ", 0 1, t_small, a/t_small/seg_ens_tta, 1",
        B + ", 0, t_ras, b/t_ras/seg_f0, 1",
        B + ", 0, t_ras, b/t_ras/seg_f0_tta, 2",
        B + ", 0, t_aniso, b/t_aniso/seg_f0, 1",
        B + ", 0, t_aniso, b/t_aniso/seg_f0_tta, 2",
        C + ", 0, t_ras, c/t_ras/seg_f0, 4",
        C + ", 0, t_ras, c/t_ras/seg_f0_tta, 1",
        C + ", 0, t_aniso, c/t_aniso/seg_f0, 1",
        C + ", 0, t_aniso, c/t_aniso/seg_f0_tta, 2",
        D + ", 0, r_ras, d/r_ras/seg_f0, 1",
        D + ", 0, r_ras, d/r_ras/seg_f0_tta, 1",
        D + ", 0, r_ipl, d/r_ipl/seg_f0, 1",
        D + ", 0, r_ipl, d/r_ipl/seg_f0_tta, 1",
        E + ", all, t_ras, e_lowres/t_ras/seg_all_tta, 1",
        E + ", all, t_aniso, e_lowres/t_aniso/seg_all_tta, 1",
        F + ", 0, t_ras, a/t_ras/seg_f0, 1"
    })
    private @interface EveryMap {}

    @EveryMap
    void labelMapsAreNnUNets(String model, String folds, String image, String expected, int mostDifferent)
            throws IOException {
        ModelBundle bundle = bundle(model, folds);
        Case scan = scan(model, image);
        LabelMap truth = NiftiReader.readLabels(SharedFolder.path(GOLDEN + "predictions/" + expected + ".nii.gz"))
                .map();

        ClassScores scores = scores(bundle, scan, expected.endsWith("_tta"));

        assertNearTiesOnly(bundle, truth, scores, mostDifferent, NEAR_TIE);
    }

    @EveryMap
    void roundedWhereNnUNetRoundsLabelMapsAreItsOwn(
            String model, String folds, String image, String expected, int mostDifferent) throws IOException {
        LabelMap truth = labels("predictions/" + expected);

        ClassScores scores =
                scores(ModelSet.of(Path.of("model"), bundle(model, folds)), scan(model, image), rounded(expected));

        assertThat(different(truth, scores.labels())).isZero();
    }

    private static void assertNearTiesOnly(
            ModelBundle bundle, LabelMap truth, ClassScores scores, int most, double tie) {
        LabelMap labels = scores.labels();
        float[][] probabilities = scores.probabilities();
        assertThat(labels.geometry().size()).isEqualTo(truth.geometry().size());
        List<Integer> different = IntStream.range(0, truth.length())
                .filter(voxel -> truth.at(voxel) != labels.at(voxel))
                .boxed()
                .toList();
        assertThat(different).hasSizeLessThanOrEqualTo(most).allSatisfy(voxel -> assertThat(
                        margin(bundle, probabilities, voxel, truth.at(voxel), labels.at(voxel)))
                .isLessThan(tie));
        assertThat(truth.largest()).isPositive();
    }

    private static long different(LabelMap truth, LabelMap labels) {
        return IntStream.range(0, truth.length())
                .filter(voxel -> truth.at(voxel) != labels.at(voxel))
                .count();
    }

    @ParameterizedTest
    @CsvSource({"t_ras, f0", "t_ras, f0_tta", "t_aniso, f0", "t_aniso, f0_tta"})
    void aCascadeRefinesTheLabelsOfTheNetworkBefore(String image, String mode) throws IOException {
        ModelBundle bundle = bundle("501_MiniKidney/nnUNetTrainer__nnUNetPlans__3d_cascade_fullres", "0");
        Case scan = scan(A, image);
        LabelMap previous = labels("predictions/e_lowres/" + image + "/seg_all_tta");
        LabelMap truth = labels("predictions/e_cascade/" + image + "/seg_" + mode);

        ClassScores scores = scores(bundle, scan.withLabels(previous), mode.endsWith("_tta"));

        LabelMap labels = scores.labels();
        assertThat(bundle.imageChannels()).isEqualTo(1);
        assertThat(different(truth, labels)).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"t_ras, f0", "t_ras, f0_tta", "t_aniso, f0", "t_aniso, f0_tta"})
    void bothNetworksOfACascadeAreRounded(String image, String mode) throws IOException {
        ModelSet models = cascade();
        LabelMap truth = labels("predictions/e_cascade/" + image + "/seg_" + mode);

        ClassScores scores = scores(models, scan(A, image), rounded(mode));

        assertThat(different(truth, scores.labels())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"t_ras, f0", "t_ras, f0_tta", "t_aniso, f0", "t_aniso, f0_tta"})
    void aCascadeRunsTheNetworkBeforeItselfWithAllItsFoldsAndMirrors(String image, String mode) throws IOException {
        ModelSet models = cascade();
        LabelMap truth = labels("predictions/e_cascade/" + image + "/seg_" + mode);

        ClassScores scores = scores(models, scan(A, image), mode.endsWith("_tta"));

        assertNearTiesOnly(
                models.members().get(0).bundle(), truth, scores, MOST_DIFFERENT_OF_CASCADE, NEAR_TIE_OF_CASCADE);
    }

    private static ModelSet cascade() throws IOException {
        Path folder = SharedFolder.path(
                GOLDEN + "nnUNet_results/Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlans__3d_cascade_fullres");
        return ModelSet.open(List.of(folder), new ModelWishes(List.of("0"), Optional.empty()))
                .withPreviousStages(ModelWishes.USUAL);
    }

    private static WindowSettings rounded(String mode) {
        return new WindowSettings(0.5, mode.endsWith("_tta"), false, Blend.HALF);
    }

    private static LabelMap labels(String file) {
        return NiftiReader.readLabels(SharedFolder.path(GOLDEN + file + ".nii.gz"))
                .map();
    }

    @ParameterizedTest
    @CsvSource({
        "t_ras, f0, model_final_checkpoint.model",
        "t_ras, f0_tta, model_final_checkpoint.model",
        "t_aniso, f0, model_final_checkpoint.model",
        "t_aniso, f0_tta, model_legacy_serialization.model",
        "t_small, f0, model_final_checkpoint.model",
        "t_small, f0_tta, model_final_checkpoint.model"
    })
    void labelMapsAreThoseOfTheFirstVersion(String image, String mode, String checkpoint) throws IOException {
        ModelBundle bundle = FirstVersionModel.open(
                SharedFolder.path(V1 + "RESULTS_FOLDER/nnUNet/3d_fullres/Task501_MiniKidney/"
                        + "nnUNetTrainerV2__nnUNetPlansv2.1"),
                new ModelWishes(List.of("0"), Optional.of(checkpoint)));
        LabelMap truth = NiftiReader.readLabels(
                        SharedFolder.path(V1 + "predictions/" + image + "/seg_" + mode + ".nii.gz"))
                .map();

        ClassScores scores = scores(bundle, scan(A, image), mode.endsWith("_tta"));

        LabelMap labels = scores.labels();
        assertThat(different(truth, labels)).isLessThanOrEqualTo(1);
    }

    private static double margin(ModelBundle bundle, float[][] probabilities, int voxel, int one, int other) {
        if (!bundle.scoring().hasRegions()) {
            return Math.abs(probabilities[one][voxel] - probabilities[other][voxel]);
        }
        double nearest = 1;
        for (float[] region : probabilities) {
            nearest = Math.min(nearest, Math.abs(region[voxel] - 0.5));
        }
        return nearest;
    }

    private static ModelBundle bundle(String model, String folds) throws IOException {
        return NnUNetModel.open(
                SharedFolder.path(GOLDEN + "nnUNet_results/Dataset" + model),
                new ModelWishes(List.of(folds.split(" ", -1)), Optional.empty()));
    }

    private static Case scan(String model, String image) {
        String dataset = model.substring(0, model.indexOf('/'));
        return Case.of(
                image,
                NiftiReader.read(SharedFolder.path(
                                GOLDEN + "nnUNet_raw/Dataset" + dataset + "/imagesTs/" + image + "_0000.nii.gz"))
                        .volume());
    }

    private static ClassScores scores(ModelBundle bundle, Case scan, boolean mirror) {
        return scores(ModelSet.of(Path.of("model"), bundle), scan, mirror);
    }

    private static ClassScores scores(ModelSet models, Case scan, boolean mirror) {
        return scores(models, scan, new WindowSettings(0.5, mirror));
    }

    private static ClassScores scores(ModelSet models, Case scan, WindowSettings windows) {
        try (SegmentationModel model = SegmentationModel.open(
                models, new NetworkSettings(StageCatalog.builtIn(), windows, Precision.FLOAT32, ComputeDevice.CPU))) {
            PreparedCase prepared = model.preprocess(scan, StageObserver.NONE);
            return model.score(prepared, WindowProgress.NONE);
        }
    }
}
