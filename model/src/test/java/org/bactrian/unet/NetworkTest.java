package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bactrian.torchscript.ArchiveWriter;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.engine.LoadedModule;
import org.bactrian.unet.plan.BlockRule;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.EncoderBlock;
import org.bactrian.unet.plan.FeatureNorm;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {

    static Stream<UNetPlan> plans() {
        return Stream.of(
                SmallPlans.uneven(Downsampling.STRIDED_CONVOLUTION),
                SmallPlans.uneven(Downsampling.MAX_POOLING),
                SmallPlans.unevenOfTheFirstVersion(),
                SmallPlans.unevenResidual(EncoderBlock.RESIDUAL),
                SmallPlans.unevenResidual(EncoderBlock.RESIDUAL_STRIDED),
                SmallPlans.uneven(new BlockRule(FeatureNorm.BATCH, 1e-5, 0)),
                SmallPlans.uneven(new BlockRule(FeatureNorm.BATCH, 0.3, 0.2)),
                SmallPlans.uneven(new BlockRule(FeatureNorm.INSTANCE, 0.3, 0.2)),
                SmallPlans.wide());
    }

    @ParameterizedTest
    @MethodSource("plans")
    void scoresAreThoseOfTheSlowNetwork(UNetPlan plan) {
        Weights weights = SmallPlans.weights(plan);
        float[] patch = SmallPlans.images(plan, 1, 2);

        float[] scores = scores(plan, weights, patch, 1);

        double[] expected = new SlowNetwork(plan, weights).scores(patch).get(0).values;
        assertThat(scores).hasSameSizeAs(expected);
        for (int i = 0; i < scores.length; i++) {
            assertThat((double) scores[i]).isCloseTo(expected[i], offset(1e-4));
        }
    }

    @Test
    void anArchiveIsAProgramThatRunsByItself(@TempDir Path folder) throws IOException {
        UNetPlan plan = SmallPlans.even();
        Weights weights = SmallPlans.weights(plan);
        float[] patch = SmallPlans.images(plan, 1, 2);
        Path archive = folder.resolve("model.bactrian");
        byte[] manifest = "{}".getBytes(StandardCharsets.UTF_8);

        ArchiveWriter.write(archive, UNetProgram.of(plan).module(weights), Map.of("manifest.json", manifest));

        try (LoadedModule module = LoadedModule.load(archive, ComputeDevice.CPU, false)) {
            float[] scores = module.call(
                    "forward",
                    false,
                    arguments -> arguments.floats(patch, PatchShapes.images(plan.patch(), 1, 1, patch.length)),
                    results -> results.singletonOrThrow().toFloatArray());
            assertThat(scores).containsExactly(scores(plan, weights, patch, 1), offset(1e-5f));
        }
    }

    @Test
    void eachPatchOfABatchIsScoredAsIfAlone() {
        UNetPlan plan = SmallPlans.even();
        Weights weights = SmallPlans.weights(plan);
        float[] both = SmallPlans.images(plan, 2, 3);

        float[] together = scores(plan, weights, both, 2);

        float[] alone = scores(plan, weights, Arrays.copyOfRange(both, both.length / 2, both.length), 1);
        assertThat(Arrays.copyOfRange(together, together.length / 2, together.length))
                .containsExactly(alone, offset(1e-5f));
    }

    @Test
    void scoresRepeatToTheLastBit() {
        UNetPlan plan = SmallPlans.even();
        Weights weights = SmallPlans.weights(plan);
        float[] patch = SmallPlans.images(plan, 1, 4);

        float[] first = scores(plan, weights, patch, 1);
        float[] second = scores(plan, weights, patch, 1);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void severalThreadsMayUseANetworkAtOnce() {
        UNetPlan plan = SmallPlans.even();
        try (Network network =
                Network.inference(plan, SmallPlans.weights(plan), Precision.FLOAT32, ComputeDevice.CPU)) {
            List<float[]> patches = IntStream.range(0, 12)
                    .mapToObj(seed -> SmallPlans.images(plan, 1, seed))
                    .toList();

            List<float[]> together =
                    patches.parallelStream().map(network::scores).toList();

            for (int i = 0; i < patches.size(); i++) {
                assertThat(together.get(i)).isEqualTo(network.scores(patches.get(i)));
            }
        }
    }

    @Test
    void patchesOfAnotherSizeAreRefused() {
        UNetPlan plan = SmallPlans.even();
        Weights weights = SmallPlans.weights(plan);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scores(plan, weights, new float[7], 1))
                .withMessageContaining("(1, 1, 32, 16, 16) have 8192 values, got 7");
    }

    @Test
    void weightsOfAnotherPlanAreRefusedByName() {
        UNetPlan plan = SmallPlans.even();
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(SmallPlans.weights(plan).tensors());
        tensors.remove("head_1_bias");
        tensors.put("head_0_bias", Tensor.zeros(List.of(4)));
        tensors.put("head_9_bias", Tensor.zeros(List.of(3)));

        assertThatThrownBy(() -> scores(plan, new Weights(tensors), new float[0], 1))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("head_0_bias has shape [4] instead of [3]");
    }

    private static float[] scores(UNetPlan plan, Weights weights, float[] patches, int batch) {
        try (Network network = Network.inference(plan, weights, Precision.FLOAT32, ComputeDevice.CPU)) {
            return network.scores(patches, batch, float[]::new);
        }
    }
}
