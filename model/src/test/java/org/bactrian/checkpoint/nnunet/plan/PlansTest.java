package org.bactrian.checkpoint.nnunet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SliceRule;
import org.bactrian.numeric.spline.SplineOrder;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.plan.BlockRule;
import org.bactrian.unet.plan.FeatureNorm;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Difference;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.NumpyArchive;
import org.bactrian.volume.SharedFolder;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans of nnU-Net 2.8.1, and what its own preprocessing made of scans by them. */
class PlansTest {

    /** Of a range of about 5. */
    private static final double TOLERANCE = 1e-5;

    private static final String GOLDEN = "golden/nnunet/";
    private static final String KIDNEY = "Dataset501_MiniKidney";
    private static final String REGIONS = "Dataset502_MiniRegions";

    @ParameterizedTest
    @CsvSource({
        KIDNEY + ", nnUNetTrainer__nnUNetPlans__3d_fullres, 3d_fullres, t_ras, a/t_ras",
        KIDNEY + ", nnUNetTrainer__nnUNetPlans__3d_fullres, 3d_fullres, t_aniso, a/t_aniso",
        KIDNEY + ", nnUNetTrainer__nnUNetPlans__3d_fullres, 3d_fullres, t_small, a/t_small",
        KIDNEY + ", nnUNetTrainer__nnUNetPlans__3d_fullres, 3d_fullres, t_zero, a/t_zero",
        KIDNEY + ", nnUNetTrainer__nnUNetPlansV23__3d_fullres, 3d_fullres, t_ras, a/t_ras",
        KIDNEY + ", nnUNetTrainer__nnUNetPlans__2d, 2d, t_ras, c/t_ras",
        KIDNEY + ", nnUNetTrainer__nnUNetPlans__2d, 2d, t_aniso, c/t_aniso",
        KIDNEY + ", nnUNetTrainer__nnUNetPlans__3d_lowres, 3d_lowres, t_ras, e_lowres/t_ras",
        REGIONS + ", nnUNetTrainer__nnUNetPlans__3d_fullres, 3d_fullres, r_ipl, d/r_ipl",
        REGIONS + ", nnUNetTrainer__nnUNetPlans__3d_fullres, 3d_fullres, r_ras, d/r_ras"
    })
    void scansArePreparedAsNnUNetPreparesThem(
            String dataset, String model, String configuration, String image, String prediction) throws IOException {
        Plans plans = Plans.read(SharedFolder.path(GOLDEN + "nnUNet_results/" + dataset + "/" + model + "/plans.json"));

        Case prepared = prepared(plans.configuration(configuration), image(dataset, "imagesTs/" + image));

        float[] expected = new NumpyArchive(
                        SharedFolder.path(GOLDEN + "predictions/" + prediction + "/preprocessed.npz"))
                .array("data");
        double largest = Difference.largest(prepared.channels().get(0).voxels(), expected);
        assertThat(largest).isLessThan(TOLERANCE);
    }

    @Test
    void whatIsNoTextIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("plans.json");
        Files.write(file, new byte[] {'{', (byte) 0xFF, '}'});

        assertThatThrownBy(() -> Plans.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessage("plans.json: text is 0xFF at byte 1, expected UTF-8");
    }

    @Test
    void aCascadeInheritsTheGridOfTheConfigurationItRefines() throws IOException {
        Plans plans = Plans.read(SharedFolder.path(
                GOLDEN + "nnUNet_results/" + KIDNEY + "/nnUNetTrainer__nnUNetPlans__3d_cascade_fullres/plans.json"));

        assertThat(plans.configuration("3d_cascade_fullres").stages())
                .isEqualTo(plans.configuration("3d_fullres").stages());
    }

    @Test
    void imageAndLabelsOfATrainingCaseAreNnUNets() throws IOException {
        Plans plans = Plans.read(SharedFolder.path(GOLDEN + "nnUNet_preprocessed/" + KIDNEY + "/nnUNetPlans.json"));
        Case scan = image(KIDNEY, "imagesTr/mini_000");
        Path truth = SharedFolder.path(GOLDEN + "nnUNet_raw/" + KIDNEY + "/labelsTr/mini_000.nii.gz");
        NumpyArchive expected = new NumpyArchive(SharedFolder.path(
                GOLDEN + "nnUNet_preprocessed/" + KIDNEY + "/nnUNetPlans_3d_fullres/mini_000_decoded.npz"));

        Case prepared = prepared(
                plans.configuration("3d_fullres"),
                scan.withLabels(NiftiReader.readLabels(truth).map()));

        assertThat(Difference.largest(prepared.channels().get(0).voxels(), expected.array("data")))
                .isLessThan(TOLERANCE);
        assertThat(prepared.labels().orElseThrow().bytes())
                .isEqualTo(expected.labels("seg", prepared.geometry()).bytes());
    }

    @Test
    void everyChannelHasAStageAndTorchIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("plans.json");
        Files.writeString(file, """
                {"transpose_forward": [0, 1, 2], "image_reader_writer": "NibabelIOWithReorient",
                 "foreground_intensity_properties_by_modality":
                   {"0": {"percentile_00_5": -60, "percentile_99_5": 300, "mean": 100, "std": 0}},
                 "configurations": {
                  "parent": {"spacing": [3, 1, 1], "normalization_schemes":
                     ["CTNormalization", "ZScoreNormalization", "NoNormalization", "RGBTo01Normalization"],
                   "use_mask_for_norm": [false, true, false, false],
                   "resampling_fn_data": "resample_torch_fornnunet",
                   "resampling_fn_data_kwargs": {"is_seg": false, "force_separate_z": false},
                   "resampling_fn_seg": "resample_torch_fornnunet",
                   "resampling_fn_seg_kwargs": {"is_seg": true, "force_separate_z": false}},
                  "child": {"inherits_from": "parent", "spacing": [6, 2, 2]}}}""");

        List<StageSpec> stages = Plans.read(file).configuration("child").stages();

        assertThat(stages)
                .containsExactly(
                        new StageSpec("orient", Map.of("to", "RAS", "transposeForward", List.of(0, 1, 2))),
                        new StageSpec("crop-to-nonzero", Map.of("markOutside", true)),
                        new StageSpec("z-score", Map.of("channels", List.of(1), "insideOnly", true)),
                        new StageSpec(
                                "clip-and-z-score",
                                Map.of(
                                        "channels",
                                        List.of(0),
                                        "lower",
                                        -60.0,
                                        "upper",
                                        300.0,
                                        "mean",
                                        100.0,
                                        "standardDeviation",
                                        1e-8)),
                        new StageSpec("rgb-to-0-1", Map.of("channels", List.of(3))),
                        new StageSpec(
                                "resample",
                                Map.of(
                                        "spacingMm",
                                        List.of(2.0, 2.0, 6.0),
                                        "images",
                                        "torch-linear",
                                        "labels",
                                        "torch",
                                        "slices",
                                        "never")));
        assertThat(StageCatalog.builtIn().pipeline(stages).names()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | configurations",
                "[] | content",
                "{\"configurations\": {\"a\": {\"inherits_from\": \"a\"}}} | circle",
                "{\"configurations\": {\"a\": {\"inherits_from\": \"b\"}}} | configurations.b",
                "{\"configurations\": {\"a\": {\"preprocessor_name\": \"Mine\"}}} | preprocessor_name",
                "{\"label_manager\": \"Mine\", \"configurations\": {\"a\": {}}} | label_manager",
                "{\"transpose_forward\": [0,1,2], \"configurations\": {\"a\": {\"spacing\": \"wide\"}}} | spacing"
            })
    void aBadPlanIsRefusedByField(String json, String named, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("plans.json");
        Files.writeString(file, json);

        assertThatThrownBy(() -> Plans.read(file).configuration("a"))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("plans.json")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resample_data_or_seg_to_shape | {\"order\": 2, \"force_separate_z\": null} | order",
                "resample_data_or_seg_to_shape | {\"order\": 1, \"order_z\": 2} | order_z",
                "resample_torch_fornnunet | {\"separate_z_anisotropy_threshold\": 2} | threshold",
                "my_own | {} | my_own"
            })
    void scoresThatGoBackByAnotherRuleAreRefused(String function, String arguments, String named, @TempDir Path folder)
            throws IOException {
        Path file = planOfScores(function, arguments, folder);

        assertThatThrownBy(() -> Plans.read(file).configuration("a"))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("resampling_fn_probabilities")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resample_data_or_seg_to_shape | {\"order\": 1, \"order_z\": 0, \"force_separate_z\": null} | WHERE_FAR_APART | false",
                "resample_data_or_seg_to_shape | {\"order\": 1, \"force_separate_z\": true} | ALWAYS | false",
                "resample_data_or_seg_to_shape | {\"order\": 1} | NEVER | false",
                "resample_torch_fornnunet | {\"force_separate_z\": null} | WHERE_FAR_APART | true",
                "resample_torch_fornnunet | {\"force_separate_z\": false} | NEVER | true",
                "no_resampling_hack | {} | WHERE_FAR_APART | false"
            })
    void scoresGoBackLinearlyAndSliceBySliceAsThePlanSays(
            String function, String arguments, SliceRule slices, boolean asInTorch, @TempDir Path folder)
            throws IOException {
        Plans plans = Plans.read(planOfScores(function, arguments, folder));

        assertThat(plans.configuration("a").scores()).isEqualTo(new ScoreRule(slices, asInTorch));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"order\": 0} | NEAREST | NEAREST",
                "{\"order\": 1, \"order_z\": 3} | LINEAR | CUBIC",
                "{\"order_z\": 1} | CUBIC | LINEAR",
                "{\"order\": 3, \"order_z\": 0} | CUBIC | NEAREST"
            })
    void scoresGoBackBySplinesOfAnyOrderThatThePlanSays(
            String arguments, SplineOrder inPlane, SplineOrder across, @TempDir Path folder) throws IOException {
        Plans plans = Plans.read(planOfScores("resample_data_or_seg_to_shape", arguments, folder));

        assertThat(plans.configuration("a").scores().orders()).isEqualTo(new SliceOrders(inPlane, across));
    }

    @Test
    void imagesMayBeInterpolatedAcrossSlicesAndLabelsMayNot(@TempDir Path folder) throws IOException {
        Path file = planOfScores("resample_data_or_seg_to_shape", "{}", folder);
        String plan = Files.readString(file);
        String images = "{\"order\": 3, \"force_separate_z\": null}";
        String labels = "{\"order\": 1, \"force_separate_z\": null}";

        Files.writeString(file, plan.replace(images, "{\"order\": 1, \"order_z\": 3}"));
        List<StageSpec> stages = Plans.read(file).configuration("a").stages();

        assertThat(stages.get(stages.size() - 1).settings())
                .containsEntry("images", "linear")
                .containsEntry("across", "cubic");
        Files.writeString(file, plan.replace(labels, "{\"order\": 1, \"order_z\": 1}"));
        assertThatThrownBy(() -> Plans.read(file).configuration("a"))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("resampling_fn_seg_kwargs.order_z");
    }

    @Test
    void imagesAndLabelsMayFollowDifferentRules(@TempDir Path folder) throws IOException {
        Path file = planOfScores("resample_torch_fornnunet", "{}", folder);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "{\"order\": 3, \"force_separate_z\": null}",
                                "{\"order\": 3, \"force_separate_z\": true}"));

        List<StageSpec> stages = Plans.read(file).configuration("a").stages();

        assertThat(stages.get(stages.size() - 1).settings())
                .containsEntry("slices", "always")
                .containsEntry("labelSlices", "where-far-apart");
    }

    @Test
    void oneNumberStandsForAllAxesOrAllLevels(@TempDir Path folder) throws IOException {
        Path lists = architecture(
                folder.resolve("lists.json"), "[4, 4]", "[[3, 3, 3], [3, 3, 3]]", "[[1, 1, 1], [2, 2, 2]]");
        Path numbers = architecture(folder.resolve("numbers.json"), "4", "3", "[1, 2]");

        Architecture read = Plans.read(numbers).architecture("a");

        assertThat(read).isEqualTo(Plans.read(lists).architecture("a"));
        assertThat(read.strides()).containsExactly(List.of(1, 1, 1), List.of(2, 2, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BatchNorm3d | {} | true",
                "BatchNorm3d | {\"affine\": false} | false",
                "InstanceNorm3d | null | false",
                "InstanceNorm3d | {\"eps\": 1e-5} | false",
                "InstanceNorm3d | {\"affine\": true} | true"
            })
    void normalisationsHaveGainsAsThePlanSaysOrElseAsTorchHasIt(
            String norm, String arguments, boolean hasGains, @TempDir Path folder) throws IOException {
        Path file = architecture(folder.resolve("plans.json"), "4", "3", "[1, 2]");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("batchnorm.BatchNorm3d\"", norm + "\", \"norm_op_kwargs\": " + arguments));

        assertThat(Plans.read(file).architecture("a").hasGains()).isEqualTo(hasGains);
    }

    @Test
    void batchNormalisationOfATrainerHasItsOwnFloorAndGains(@TempDir Path folder) throws IOException {
        Path file = architecture(folder.resolve("plans.json"), "4", "3", "[1, 2]");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "batchnorm.BatchNorm3d\"",
                                "InstanceNorm3d\", \"norm_op_kwargs\": {\"eps\": 0.001, \"affine\": false}"));

        Architecture swapped = Plans.read(file).architecture("a").batchNormalised();

        assertThat(swapped.blocks()).isEqualTo(new BlockRule(FeatureNorm.BATCH, 1e-5, 0));
        assertThat(swapped.hasGains()).isTrue();
    }

    private static Path architecture(Path file, String features, String kernels, String strides) throws IOException {
        return Files.writeString(file, """
                {"configurations": {"a": {"architecture": {"network_class_name": "PlainConvUNet", "arch_kwargs":
                  {"n_stages": 2, "features_per_stage": %s, "kernel_sizes": %s, "strides": %s, "n_conv_per_stage": 2,
                   "n_conv_per_stage_decoder": [2], "conv_op": "torch.nn.modules.conv.Conv3d",
                   "norm_op": "torch.nn.modules.batchnorm.BatchNorm3d", "nonlin": "torch.nn.ReLU"}}}}}""".formatted(features, kernels, strides));
    }

    @Test
    void whatIsZeroInAllChannelsStaysOutsideHoweverTheOtherChannelsAreNormalised(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("plans.json"), """
                {"transpose_forward": [0, 1, 2], "image_reader_writer": "NibabelIOWithReorient",
                 "foreground_intensity_properties_per_channel":
                   {"0": {"percentile_00_5": -60, "percentile_99_5": 300, "mean": 100, "std": 50}},
                 "configurations": {"a": {"spacing": [1, 1, 1],
                   "normalization_schemes": ["CTNormalization", "ZScoreNormalization", "ZScoreNormalization"],
                   "use_mask_for_norm": [false, true, true],
                   "resampling_fn_data": "no_resampling_hack", "resampling_fn_data_kwargs": {},
                   "resampling_fn_seg": "no_resampling_hack", "resampling_fn_seg_kwargs": {}}}}""");
        Geometry grid = Geometry.of(new Index3(4, 1, 1), new Spacing(1, 1, 1));
        Case scan = new Case(
                "c",
                List.of(
                        new Volume(grid, new float[] {7, 0, 0, 9}),
                        new Volume(grid, new float[] {5, 0, 3, 4}),
                        new Volume(grid, new float[] {1, 0, 2, 6})),
                Optional.empty(),
                List.of(grid),
                List.of());

        List<Volume> seen = prepared(Plans.read(file).configuration("a"), scan).channels();

        assertThat(seen.get(0).voxels()).containsExactly(-1.86f, -2, -2, -1.82f);
        // Mean 4 and deviation 0.8165, mean 3 and deviation 2.1602, of the three voxels inside.
        assertThat(seen.get(1).voxels()).containsExactly(new float[] {1.22474f, 0, -1.22474f, 0}, within(1e-5f));
        assertThat(seen.get(2).voxels())
                .containsExactly(new float[] {-0.92582f, 0, -0.46291f, 1.38873f}, within(1e-5f));
    }

    private static Path planOfScores(String function, String arguments, Path folder) throws IOException {
        return Files.writeString(folder.resolve("plans.json"), """
                {"transpose_forward": [0, 1, 2], "image_reader_writer": "SimpleITKIO", "configurations": {"a":
                  {"spacing": [3, 1, 1], "normalization_schemes": ["NoNormalization"], "use_mask_for_norm": [false],
                   "resampling_fn_data": "resample_data_or_seg_to_shape",
                   "resampling_fn_data_kwargs": {"order": 3, "force_separate_z": null},
                   "resampling_fn_seg": "resample_data_or_seg_to_shape",
                   "resampling_fn_seg_kwargs": {"order": 1, "force_separate_z": null},
                   "resampling_fn_probabilities": "%s", "resampling_fn_probabilities_kwargs": %s}}}""".formatted(function, arguments));
    }

    private static Case image(String dataset, String name) {
        Path file = SharedFolder.path(GOLDEN + "nnUNet_raw/" + dataset + "/" + name + "_0000.nii.gz");
        return Case.of(name, NiftiReader.read(file).volume());
    }

    private static Case prepared(Configuration configuration, Case scan) {
        return StageCatalog.builtIn().pipeline(configuration.stages()).run(scan, StageObserver.NONE);
    }
}
