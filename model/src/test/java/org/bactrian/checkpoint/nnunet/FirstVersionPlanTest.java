package org.bactrian.checkpoint.nnunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.checkpoint.nnunet.plan.Architecture;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SliceRule;
import org.bactrian.numeric.spline.SplineOrder;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.plan.BlockRule;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstVersionPlanTest {

    private static final String PLAN = """
            {"num_modalities": 2, "normalization_schemes": {"0": "CT", "1": "nonCT"},
             "use_mask_for_norm": {"0": false, "1": false}, "num_classes": 3, "all_classes": [1, 2, 3],
             "base_num_features": 32, "conv_per_stage": 2, "transpose_forward": [0, 1, 2],
             "dataset_properties": {"intensityproperties": {
              "0": {"mean": 100, "sd": 70, "percentile_00_5": -80, "percentile_99_5": 300},
              "1": {"mean": 5, "sd": 2, "percentile_00_5": 1, "percentile_99_5": 9}}},
             "plans_per_stage": {"0": {"patch_size": [16, 32, 32], "current_spacing": [3, 1, 1],
              "num_pool_per_axis": [1, 3, 3], "pool_op_kernel_sizes": [[1, 2, 2], [1, 2, 2], [2, 2, 2]],
              "conv_kernel_sizes": [[1, 3, 3], [1, 3, 3], [3, 3, 3], [3, 3, 3]]}}}
            """;

    @Test
    void theWayUpHasTheKernelsOfTheLevelBelow() {
        Architecture network = plan(PLAN).architecture();

        assertThat(network.kernels())
                .containsExactly(List.of(1, 3, 3), List.of(1, 3, 3), List.of(3, 3, 3), List.of(3, 3, 3));
        assertThat(network.decoderKernels()).containsExactly(List.of(1, 3, 3), List.of(3, 3, 3), List.of(3, 3, 3));
    }

    @Test
    void anEarlyPlanCountsItsHalvingsAlone() {
        String early = PLAN.replaceAll("\"(pool_op_kernel_sizes|conv_kernel_sizes|transpose_forward)\"", "\"not_$1\"");

        FirstVersionPlan plan = plan(early);

        assertThat(plan.architecture().strides())
                .containsExactly(List.of(1, 1, 1), List.of(1, 2, 2), List.of(1, 2, 2), List.of(2, 2, 2));
        assertThat(plan.architecture().kernels()).hasSize(4).containsOnly(List.of(3, 3, 3));
        assertThat(stage(plan, "orient").settings()).containsEntry("transposeForward", List.of(0, 1, 2));
    }

    @Test
    void maskedChannelsAreMeasuredInTheRegionAndZeroOutsideOfIt() {
        FirstVersionPlan plan = plan(PLAN.replace("\"0\": false, \"1\": false", "\"0\": true, \"1\": true"));

        assertThat(names(plan))
                .containsExactly(
                        "orient",
                        "crop-to-nonzero",
                        "mark-region",
                        "resample",
                        "clip-and-z-score",
                        "z-score",
                        "zero-outside");
        assertThat(stage(plan, "resample").settings()).containsEntry("region", 2);
        assertThat(stage(plan, "z-score").settings()).containsEntry("region", 2).doesNotContainKey("insideOnly");
        assertThat(stage(plan, "zero-outside").settings())
                .containsEntry("region", 2)
                .containsEntry("channels", List.of(0, 1));
    }

    @Test
    void aChannelThatIsNotNormalisedIsNotMaskedEither() {
        FirstVersionPlan plan = plan(PLAN.replace("nonCT", "noNorm").replace("\"1\": false", "\"1\": true"));

        assertThat(names(plan)).containsExactly("orient", "crop-to-nonzero", "resample", "clip-and-z-score");
    }

    @Test
    void theSchemeOfCtByTheScansOwnMeanIsKnown() {
        FirstVersionPlan plan = plan(PLAN.replace("\"CT\"", "\"CT2\""));

        assertThat(stage(plan, "clip-and-own-z-score").settings())
                .containsEntry("lower", -80.0)
                .containsEntry("upper", 300.0);
    }

    @ParameterizedTest
    @CsvSource({
        "GenericPreprocessor, 'orient, crop-to-nonzero, resample, clip-and-z-score, z-score'",
        "PreprocessorFor3D_NoResampling, 'orient, crop-to-nonzero, clip-and-z-score, z-score'",
        "GenericPreprocessor_scale_uint8_to_0_1, 'orient, crop-to-nonzero, resample, rgb-to-0-1, rgb-to-0-1'"
    })
    void aPreprocessorHasItsStages(String preprocessor, String stages) {
        FirstVersionPlan plan = plan(with("preprocessor_name", preprocessor));

        assertThat(String.join(", ", names(plan))).isEqualTo(stages);
    }

    @Test
    void aPreprocessorMayInterpolateLinearly() {
        FirstVersionPlan plan = plan(with("preprocessor_name", "GenericPreprocessor_linearResampling"));

        assertThat(stage(plan, "resample").settings()).containsEntry("images", "linear");
    }

    @Test
    void aPreprocessorThatIsNotKnownIsRefusedByName() {
        assertThatThrownBy(() -> plan(with("preprocessor_name", "Preprocessor3DDifferentResampling"))
                        .configuration("3d_fullres"))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("preprocessor_name is Preprocessor3DDifferentResampling, expected one of");
    }

    @ParameterizedTest
    @CsvSource({"null, WHERE_FAR_APART", "true, ALWAYS", "false, NEVER"})
    void scoresGoBackAsThePlanSaysAndAskTheScanFirst(String separate, SliceRule slices) {
        String asked = """
                {"force_separate_z": %s, "interpolation_order": 1, "interpolation_order_z": 0}""".formatted(separate);

        assertThat(plan(PLAN.replaceFirst("\\{", "{\"segmentation_export_params\": " + asked + ","))
                        .configuration("3d_fullres")
                        .scores())
                .isEqualTo(new ScoreRule(slices, false, true));
        assertThat(plan(PLAN).configuration("3d_fullres").scores())
                .isEqualTo(new ScoreRule(SliceRule.WHERE_FAR_APART, false, true));
    }

    @Test
    void scoresGoBackBySplinesOfTheOrdersThatThePlanSaysOrAreRefused() {
        String cubic = "{\"segmentation_export_params\": {\"interpolation_order\": 3, \"interpolation_order_z\": 1},";

        assertThat(plan(PLAN.replaceFirst("\\{", cubic))
                        .configuration("3d_fullres")
                        .scores()
                        .orders())
                .isEqualTo(new SliceOrders(SplineOrder.CUBIC, SplineOrder.LINEAR));
        assertThatThrownBy(() ->
                        plan(PLAN.replaceFirst("\\{", cubic.replace("3", "2"))).configuration("3d_fullres"))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("interpolation_order is 2, expected 0, 1 or 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nnUNetTrainerV2_GN",
                "nnUNetTrainerV2_GeLU",
                "nnUNetTrainerV2_Mish",
                "nnUNetTrainerV2_FRN",
                "nnUNetTrainerV2_NoNormalization_lr1en3",
                "nnUNetTrainerV2_ReLU_convReLUIN"
            })
    void aTrainerOfAnotherNetworkIsRefusedByName(String name) {
        assertThatThrownBy(() -> trainer(name))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("name is " + name);
    }

    @Test
    void aTrainersNameMayRepeatItself() {
        assertThat(trainer("nnUNetTrainerV2__ours_copy_copy_").blocks()).isEqualTo(BlockRule.STANDARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[2000000000, 3, 3]", "[]", "[0, 0, 0]"})
    void halvingsThatNoNetworkHasAreRefused(String counts) {
        String early =
                PLAN.replace("pool_op_kernel_sizes", "not_there").replace("[1, 3, 3], \"not", counts + ", \"not");

        assertThatThrownBy(() -> plan(early).architecture())
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("num_pool_per_axis is " + counts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483646", "255", "0", "-1"})
    void moreClassesThanLabelMapsHaveAreRefused(String classes) {
        FirstVersionPlan cascade = plan(
                PLAN.replace("\"num_classes\": 3", "\"num_classes\": " + classes), "nnUNetTrainerV2CascadeFullRes");

        assertThatThrownBy(cascade::cascaded)
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("num_classes is " + classes);
    }

    @ParameterizedTest
    @CsvSource({
        "nnUNetTrainerV2, 0.01",
        "nnUNetTrainerV2_lReLU_biasInSegOutput, 0.01",
        "nnUNetTrainerV2_ReLU, 0",
        "nnUNetTrainerV2_ReLU_biasInSegOutput, 0",
        "nnUNetTrainerV2_LReLU_slope_2en1, 0.2"
    })
    void aTrainersNameTellsHowItsReluLeaks(String name, double slope) {
        assertThat(trainer(name).blocks()).isEqualTo(new BlockRule(BlockRule.STANDARD.norm(), 1e-5, slope));
    }

    @ParameterizedTest
    @CsvSource({
        "nnUNetTrainerV2, '0, 1, 2'",
        "nnUNetTrainerV2_DA5, '0, 1, 2'",
        "nnUNetTrainerV2_noMirroring, ''",
        "nnUNetTrainerV2_noDataAugmentation_copy2, ''",
        "nnUNetTrainerNoDA, ''"
    })
    void whoWasTrainedWithoutMirrorsIsUsedWithoutThem(String name, String axes) {
        assertThat(String.join(
                        ", ",
                        plan(PLAN, name).mirrorAxes().stream()
                                .map(String::valueOf)
                                .toList()))
                .isEqualTo(axes);
    }

    @ParameterizedTest
    @CsvSource({
        "nnUNetTrainerV2, 4, ''",
        "nnUNetTrainerV2BraTSRegions_BN, 4, ''",
        "nnUNetTrainerV2BraTSRegions, 3, '1, 2, 3'",
        "nnUNetTrainerV2BraTSRegions_DA4_BN_BD, 3, '1, 2, 3'"
    })
    void theTrainersOfRegionsScoreRegions(String name, int outputs, String painted) {
        FirstVersionPlan plan = plan(PLAN, name);

        assertThat(plan.outputs()).isEqualTo(outputs);
        assertThat(plan.labels().names()).containsExactly("background", "label 1", "label 2", "label 3");
        assertThat(String.join(
                        ", ",
                        plan.labels().regionLabels().stream()
                                .map(String::valueOf)
                                .toList()))
                .isEqualTo(painted);
    }

    @ParameterizedTest
    @CsvSource({
        "nnUNetTrainerV2, 2, 32, 1",
        "nnUNetTrainerV2_3ConvPerStage, 3, 24, 1",
        "nnUNetTrainerV2_3ConvPerStageSameFilters, 3, 32, 1",
        "nnUNetTrainerV2_allConv3x3, 2, 32, 3"
    })
    void aTrainerMayBuildMoreThanThePlanSays(String name, int convolutions, int features, int depth) {
        Architecture network = plan(PLAN, name).architecture();

        assertThat(network.encoder()).containsOnly(convolutions);
        assertThat(network.decoder()).containsOnly(convolutions);
        assertThat(network.features()).startsWith(features);
        assertThat(network.kernels().get(0)).startsWith(depth);
    }

    private static String with(String field, String value) {
        return PLAN.replaceFirst("\\{", "{\"%s\": \"%s\",".formatted(field, value));
    }

    private static FirstVersionPlan plan(String json) {
        return plan(json, "nnUNetTrainerV2");
    }

    private static FirstVersionPlan plan(String json, String trainer) {
        return new FirstVersionPlan(JsonFields.parse("plans.pkl", json), 0, trainer(trainer));
    }

    private static FirstVersionTrainer trainer(String name) {
        return FirstVersionTrainer.read(JsonFields.parse("facts.pkl", "{\"name\": \"%s\"}".formatted(name)));
    }

    private static List<String> names(FirstVersionPlan plan) {
        return stages(plan).map(StageSpec::stage).toList();
    }

    private static StageSpec stage(FirstVersionPlan plan, String name) {
        return stages(plan)
                .filter(spec -> spec.stage().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<StageSpec> stages(FirstVersionPlan plan) {
        return plan.configuration("3d_fullres").stages().stream();
    }
}
