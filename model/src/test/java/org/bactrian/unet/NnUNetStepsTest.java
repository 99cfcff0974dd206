package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.TrainingRules;
import org.bactrian.unet.program.TrainingState;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.Index3;
import org.bactrian.volume.NumpyArchive;
import org.bactrian.volume.SharedFolder;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five steps of nnU-Net's own training, repeated from the same weights with the same batches. */
class NnUNetStepsTest {

    /** nnU-Net's own single and double precision differ by 5e-6 after the five steps. */
    private static final float WEIGHT_TOLERANCE = 5e-5f;

    private static final double LOSS_TOLERANCE = 5e-6;

    @ParameterizedTest
    @ValueSource(strings = {"a", "seed"})
    void lossesAndFinalWeightsAreThoseOfNnUNet(String variant) throws IOException {
        String json = Files.readString(SharedFolder.path("golden/nnunet/training/training.json"));
        JsonObject record = JsonParser.parseString(json).getAsJsonObject().getAsJsonObject(variant);
        NumpyArchive arrays = new NumpyArchive(SharedFolder.path("golden/nnunet/training/" + variant + ".npz"));
        UNetPlan plan = plan(record);
        TrainingRules standard = TrainingRules.standard(plan.heads());
        TrainingRules rules = new TrainingRules(
                standard.headWeights(),
                record.get("momentum").getAsDouble(),
                standard.weightDecay(),
                standard.gradientNorm(),
                standard.diceSmoothing());
        TrainingState start = TrainingState.atRest(weights(plan, arrays, "init/"));

        try (TrainableNetwork network =
                TrainableNetwork.load(plan, start, rules, Precision.FLOAT32, ComputeDevice.CPU)) {
            JsonArray steps = record.getAsJsonArray("float64_steps");
            for (int step = 0; step < steps.size(); step++) {
                float[] images = scaled(arrays.array("step%d/data_int16".formatted(step)));
                byte[] labels = bytes(arrays.array("step%d/seg".formatted(step)));

                double loss = network.trainStep(images, labels, 2, 0.01);

                JsonObject expected = steps.get(step).getAsJsonObject();
                assertThat(loss).isCloseTo(expected.get("loss").getAsDouble(), offset(LOSS_TOLERANCE));
            }
            Weights expected = weights(plan, arrays, "final/");
            for (String name : expected.names()) {
                assertThat(network.state().weights().get(name).values())
                        .as(name)
                        .containsExactly(expected.get(name).values(), offset(WEIGHT_TOLERANCE));
            }
        }
    }

    private static UNetPlan plan(JsonObject record) {
        JsonObject network = record.getAsJsonObject("architecture").getAsJsonObject("arch_kwargs");
        return new UNetPlan(
                new Spacing(1, 1, 1),
                triple(record.getAsJsonArray("patch")),
                1,
                3,
                integers(network.getAsJsonArray("features_per_stage")),
                triples(network.getAsJsonArray("strides")),
                triples(network.getAsJsonArray("kernel_sizes")),
                integers(network.getAsJsonArray("n_conv_per_stage")),
                integers(network.getAsJsonArray("n_conv_per_stage_decoder")),
                Downsampling.STRIDED_CONVOLUTION,
                List.of());
    }

    private static Weights weights(UNetPlan plan, NumpyArchive arrays, String folder) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        UNetProgram.of(plan).initialWeights(0).tensors().forEach((name, tensor) -> {
            float[] values = arrays.array(folder + nnUNetName(plan, name));
            tensors.put(name, new Tensor(tensor.shape(), values));
        });
        return new Weights(tensors);
    }

    /** nnU-Net counts the stages of the decoder from the coarsest, here levels are counted from the finest. */
    private static String nnUNetName(UNetPlan plan, String name) {
        String[] parts = name.split("_", -1);
        String last = parts[parts.length - 1];
        int level = Integer.parseInt(parts[1]);
        int fromCoarsest = plan.heads() - 1 - level;
        String block =
                switch (last) {
                    case "gain" -> "norm.weight";
                    case "shift" -> "norm.bias";
                    default -> "conv." + last;
                };
        return switch (parts[0]) {
            case "encoder" -> "encoder.stages.%d.0.convs.%s.%s".formatted(level, parts[2], block);
            case "decoder" -> "decoder.stages.%d.convs.%s.%s".formatted(fromCoarsest, parts[2], block);
            case "up" -> "decoder.transpconvs.%d.%s".formatted(fromCoarsest, last);
            default -> "decoder.seg_layers.%d.%s".formatted(fromCoarsest, last);
        };
    }

    private static float[] scaled(float[] values) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] / 1024;
        }
        return scaled;
    }

    private static byte[] bytes(float[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static List<Integer> integers(JsonArray array) {
        return array.asList().stream().map(element -> element.getAsInt()).toList();
    }

    private static List<Index3> triples(JsonArray array) {
        return array.asList().stream()
                .map(element -> triple(element.getAsJsonArray()))
                .toList();
    }

    /** nnU-Net's triples are z, y, x. */
    private static Index3 triple(JsonArray array) {
        return new Index3(
                array.get(2).getAsInt(), array.get(1).getAsInt(), array.get(0).getAsInt());
    }
}
