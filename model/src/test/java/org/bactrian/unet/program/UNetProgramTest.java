package org.bactrian.unet.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Locale;
import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.SameWeights;
import org.bactrian.unet.SmallPlans;
import org.bactrian.unet.plan.BlockRule;
import org.bactrian.unet.plan.FeatureNorm;
import org.bactrian.unet.plan.UNetPlan;
import org.junit.jupiter.api.Test;

class UNetProgramTest {

    @Test
    void theReferenceNetworkHasAsManyParametersAsTheReferenceSolution() {
        UNetProgram program = UNetProgram.of(UNetPlan.reference());

        assertThat(program.parameterCount()).isEqualTo(30_786_799);
    }

    @Test
    void initialKernelsAreAsWideAsTheirInputsAsk() {
        Weights weights = UNetProgram.of(UNetPlan.reference()).initialWeights(1);

        assertThat(weights.count()).isEqualTo(30_786_799);
        assertThat(deviation(weights.get("encoder_4_1_weight").values()))
                .isCloseTo(Math.sqrt(2 / 1.0001 / (320 * 27)), offset(1e-5));
        assertThat(deviation(weights.get("up_3_weight").values()))
                .isCloseTo(Math.sqrt(2 / 1.0001 / (256 * 8)), offset(1e-4));
        assertThat(weights.get("encoder_4_1_gain").values()).containsOnly(1);
        assertThat(weights.get("encoder_4_1_shift").values()).containsOnly(0);
        assertThat(weights.get("encoder_4_1_bias").values()).containsOnly(0);
    }

    @Test
    void initialWeightsDependOnTheSeedAlone() {
        UNetProgram program = UNetProgram.of(SmallPlans.even());

        Weights weights = program.initialWeights(7);

        SameWeights.assertSame(program.initialWeights(7), weights);
        assertThat(weights.get("encoder_0_0_weight").values())
                .startsWith(0.23002446f, 0.24844101f, -0.078129f)
                .isNotEqualTo(
                        program.initialWeights(8).get("encoder_0_0_weight").values());
    }

    @Test
    void aProgramIsWrittenTheSameInEveryLanguage() {
        String code = trainingCode();

        Locale home = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertThat("%d".formatted(1)).isNotEqualTo("1");
            assertThat(trainingCode()).isEqualTo(code);
        } finally {
            Locale.setDefault(home);
        }
    }

    private static String trainingCode() {
        UNetProgram program = UNetProgram.of(SmallPlans.even());
        TrainingState start = TrainingState.atRest(program.initialWeights(1));
        return program.module(start, TrainingRules.standard(3)).code();
    }

    @Test
    void standardRulesHalveTheWeightOfEachHeadAndLeaveOutTheCoarsest() {
        assertThat(TrainingRules.standard(5).headWeights())
                .containsExactly(8 / 15.0, 4 / 15.0, 2 / 15.0, 1 / 15.0, 0.0);
        assertThat(TrainingRules.standard(1).headWeights()).containsExactly(1.0);
    }

    @Test
    void batchNormalisationIsNotTrained() {
        UNetPlan plan = SmallPlans.uneven(new BlockRule(FeatureNorm.BATCH, 1e-5, 0.01));
        UNetProgram program = UNetProgram.of(plan);
        TrainingState start = TrainingState.atRest(program.initialWeights(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> program.module(start, TrainingRules.standard(plan.heads())))
                .withMessageContaining("batch normalisation");
    }

    @Test
    void whatWasMeasuredIsNoParameter() {
        BlockRule batch = BlockRule.STANDARD.with(FeatureNorm.BATCH);

        assertThat(UNetProgram.of(SmallPlans.uneven(batch)).parameterCount())
                .isEqualTo(UNetProgram.of(SmallPlans.uneven(BlockRule.STANDARD)).parameterCount());
    }

    @Test
    void wideNetworksAreTransformedOnAProcessorAlone() {
        UNetPlan plan = SmallPlans.wide();
        UNetProgram program = UNetProgram.of(plan);
        Weights weights = SmallPlans.weights(plan);

        ScriptModule module = program.processorModule(weights, List.of(Precision.FLOAT32));

        assertThat(module.code()).contains("(self).deep_convolution(");
        assertThat(module.parameters().get("encoder_0_1_weight").shape()).containsExactly(6, 64, 3, 3, 64);
        assertThat(program.module(weights).code()).doesNotContain("deep_convolution");
        assertThat(program.processorModule(weights, List.of(Precision.BFLOAT16)).code())
                .doesNotContain("deep_convolution");
    }

    @Test
    void eightChannelsAreComputedInPairsWhereVectorsAreLong() {
        UNetPlan plan = SmallPlans.even();
        Weights weights = SmallPlans.weights(plan);

        String code = UNetProgram.of(plan)
                .processorModule(weights, List.of(Precision.FLOAT32))
                .code();

        boolean isPaired =
                code.contains("= (self).paired_convolution(") && code.contains("= (self).widened_convolution(");
        assertThat(isPaired).isEqualTo(ProcessorFeatures.haveLongVectors());
    }

    private static double deviation(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }
}
