package org.bactrian.checkpoint.mindspore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.bactrian.torchscript.Weights;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MindSporeCheckpointTest {

    private static final String KERNEL = "conv_blocks_context.0.blocks.0.conv.weight";
    private static final String GAIN = "conv_blocks_context.0.blocks.0.instancenorm.bn2d.gamma";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyParameterOfARealCheckpointHasItsShape() throws IOException {
        Path golden = SharedFolder.path("golden/mindspore");

        Weights weights = MindSporeCheckpoint.weights(golden.resolve("model.ckpt"));

        JsonObject expected = JsonParser.parseString(Files.readString(golden.resolve("case.json")))
                .getAsJsonObject();
        int parameters = 0;
        for (JsonElement parameter : expected.getAsJsonArray("parameters")) {
            String name = parameter.getAsJsonObject().get("name").getAsString();
            if (name.startsWith("conv_blocks") && name.endsWith("conv.weight")) {
                assertThat(weights.get(name).shape())
                        .isEqualTo(parameter.getAsJsonObject().getAsJsonArray("dims").asList().stream()
                                .map(JsonElement::getAsInt)
                                .toList());
                assertThat(weights.get(name.replace("conv.weight", "instnorm.weight"))
                                .shape())
                        .containsExactly(weights.get(name).shape().get(0));
                parameters++;
            }
        }
        assertThat(parameters).isEqualTo(14);
        assertThat(weights.names()).noneMatch(name -> name.startsWith("moments") || name.contains("moving"));
        assertThat(weights.names()).doesNotContain("global_step", "learning_rate", "momentum");
    }

    @Test
    void ofEveryGainTheFirstSlotIsTaken() throws IOException {
        Path file = new CheckpointFile()
                .with(KERNEL, List.of(2L, 1L, 1L, 1L, 1L), 5, 6)
                .with(GAIN, List.of(4L), 1, 2, 3, 4)
                .with("moments." + KERNEL, List.of(2L, 1L, 1L, 1L, 1L), 0, 0)
                .with("global_step", List.of(1L), "Int32", new byte[4])
                .writtenTo(folder.resolve("model.ckpt"));

        Weights weights = MindSporeCheckpoint.weights(file);

        assertThat(weights.names()).containsExactly(KERNEL, "conv_blocks_context.0.blocks.0.instnorm.weight");
        assertThat(weights.get("conv_blocks_context.0.blocks.0.instnorm.weight").values())
                .containsExactly(1, 2);
    }

    @Test
    void partsOfOneTensorAreJoined() throws IOException {
        Path file = new CheckpointFile()
                .with("tu.0.weight", List.of(1L, 3L), 1, 2)
                .with("tu.0.weight", List.of(1L, 3L), 3)
                .writtenTo(folder.resolve("model.ckpt"));

        assertThat(MindSporeCheckpoint.weights(file).get("tu.0.weight").values())
                .containsExactly(1, 2, 3);
    }

    @Test
    void halfPrecisionIsWidened() throws IOException {
        byte[] halves = {0x00, 0x3c, 0x00, (byte) 0xc0, 0x01, 0x00, 0x00, 0x7c};
        Path file = new CheckpointFile()
                .with("a", List.of(4L), "Float16", halves)
                .with("b", List.of(1L), "BFloat16", new byte[] {(byte) 0x80, 0x3f})
                .writtenTo(folder.resolve("model.ckpt"));

        Weights weights = MindSporeCheckpoint.weights(file);

        assertThat(weights.get("a").values()).containsExactly(1, -2, 0x1p-24f, Float.POSITIVE_INFINITY);
        assertThat(weights.get("b").values()).containsExactly(1);
    }

    @Test
    void aCheckpointThatIsCutOffIsRefused() throws IOException {
        byte[] whole = new CheckpointFile()
                .with(KERNEL, List.of(2L, 1L, 1L, 1L, 1L), 5, 6)
                .bytes();
        Path file = Files.write(folder.resolve("model.ckpt"), Arrays.copyOf(whole, whole.length - 3));

        assertThatThrownBy(() -> MindSporeCheckpoint.weights(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("model.ckpt")
                .hasMessageContaining("complete checkpoint");
    }

    @Test
    void aCheckSumBehindTheMessagesIsNoPartOfThem() throws IOException {
        Path file = Files.write(folder.resolve("model.ckpt"), checked());

        Weights weights = MindSporeCheckpoint.weights(file);

        assertThat(weights.names())
                .containsExactly(
                        KERNEL,
                        KERNEL.replace("weight", "bias"),
                        "conv_blocks_context.0.blocks.0.instnorm.weight",
                        "conv_blocks_context.0.blocks.0.instnorm.bias");
        assertThat(weights.get(KERNEL).values()).containsExactly(0.58304185f, -0.5109961f);
    }

    @Test
    void messagesThatAreNotThoseOfTheCheckSumAreRefused() throws IOException {
        byte[] altered = checked();
        altered[70] ^= 1;
        Path file = Files.write(folder.resolve("model.ckpt"), altered);

        assertThatThrownBy(() -> MindSporeCheckpoint.weights(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("model.ckpt")
                .hasMessageContaining("CRC-32");
    }

    @ParameterizedTest
    @CsvSource({
        "Adam, moment1.",
        "Adam with amsgrad, vhat.",
        "AdamWeightDecay, adam_v.",
        "Lamb, lamb_m.",
        "RMSProp, mean_square.",
        "Momentum, moments.",
        "SGD, stat.",
        "Adagrad, accum.",
        "FTRL, linear.",
        "ASGD, eta_",
        "AdaFactor, exp_avg_sq_row_",
        "gradients added up, accu_grads."
    })
    void whatAnOptimiserKeepsForAWeightIsLeftOut(String optimiser, String prefix) throws IOException {
        Path file = new CheckpointFile()
                .with(prefix + KERNEL, List.of(1L), 0)
                .with(KERNEL, List.of(1L, 1L, 1L, 1L, 1L), 5)
                .writtenTo(folder.resolve("model.ckpt"));

        assertThat(MindSporeCheckpoint.weights(file).names()).as(optimiser).containsExactly(KERNEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"beta1_power", "beta2_power", "afactor_step", "state_step", "learning_rate_group_3"})
    void whatAnOptimiserKeepsOnceIsLeftOut(String name) throws IOException {
        Path file = new CheckpointFile()
                .with(name, List.of(), 1)
                .with(KERNEL, List.of(1L, 1L, 1L, 1L, 1L), 5)
                .writtenTo(folder.resolve("model.ckpt"));

        assertThat(MindSporeCheckpoint.weights(file).names()).containsExactly(KERNEL);
    }

    @Test
    void aLayerThatIsCalledAsAnOptimiserCallsWhatItKeepsIsAWeight() throws IOException {
        Path file = new CheckpointFile()
                .with("linear.weight", List.of(1L), 7)
                .with("moment." + KERNEL, List.of(1L), 8)
                .writtenTo(folder.resolve("model.ckpt"));

        assertThat(MindSporeCheckpoint.weights(file).names()).containsExactly("linear.weight", "moment." + KERNEL);
    }

    @Test
    void noiseIsRefused() throws IOException {
        byte[] noise = new byte[4096];
        new Random(1).nextBytes(noise);
        Path file = Files.write(folder.resolve("encrypted.ckpt"), noise);

        assertThatThrownBy(() -> MindSporeCheckpoint.weights(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("not encrypted");
    }

    @Test
    void aShapeThatLiesIsRefusedBeforeMemoryIsTaken() throws IOException {
        Path file = new CheckpointFile()
                .with(KERNEL, List.of(1_000_000_000L, 1_000_000_000L), 1)
                .writtenTo(folder.resolve("model.ckpt"));

        assertThatThrownBy(() -> MindSporeCheckpoint.weights(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining(KERNEL)
                .hasMessageContaining("4 bytes");
    }

    @Test
    void weightsThatAreNoNumbersAreRefusedByName() throws IOException {
        Path file = new CheckpointFile()
                .with(KERNEL, List.of(1L), "str", new byte[1])
                .writtenTo(folder.resolve("model.ckpt"));

        assertThatThrownBy(() -> MindSporeCheckpoint.weights(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining(KERNEL)
                .hasMessageContaining("str");
    }

    @Test
    void aGainWhoseConvolutionHasNoShapeIsRefused() throws IOException {
        Path file = new CheckpointFile()
                .with(KERNEL, List.of(), 5)
                .with(GAIN, List.of(4L), 1, 2, 3, 4)
                .writtenTo(folder.resolve("model.ckpt"));

        assertThatThrownBy(() -> MindSporeCheckpoint.weights(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining(KERNEL + " is of shape [], expected a kernel");
    }

    @Test
    void aGainWithoutItsConvolutionIsRefused() throws IOException {
        Path file = new CheckpointFile().with(GAIN, List.of(4L), 1, 2, 3, 4).writtenTo(folder.resolve("model.ckpt"));

        assertThatThrownBy(() -> MindSporeCheckpoint.weights(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining(KERNEL)
                .hasMessageContaining("missing");
    }

    /** What MindSpore 2.10.0 has saved with {@code crc_check=True}; {@code make_checked.py} beside it made it. */
    private static byte[] checked() throws IOException {
        try (InputStream stream = MindSporeCheckpointTest.class.getResourceAsStream("checked.ckpt")) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
    }
}
