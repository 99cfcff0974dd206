package org.bactrian.checkpoint.nnunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.mindspore.MindSporeCheckpoint;
import org.bactrian.checkpoint.nnunet.export.MindSporeExport;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.Network;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Difference;
import org.bactrian.volume.Index3;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that MindSpore 2.10.0 has trained, and what it makes of one image. */
class MindSporeModelTest {

    private final Path folder;

    MindSporeModelTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void anImageIsScoredAsMindSporeScoresIt() throws IOException {
        Path golden = SharedFolder.path("golden/mindspore");

        ModelBundle bundle =
                MindSporeModel.open(golden.resolve("model.ckpt"), plans("[8, 16, 24, 24]"), Optional.empty());

        assertThat(bundle.plan().patch()).isEqualTo(new Index3(32, 32, 16));
        assertThat(bundle.labels()).containsExactly("background", "kidney", "tumor");
        try (Network network =
                Network.inference(bundle.unet(), bundle.weights(), Precision.FLOAT32, ComputeDevice.CPU)) {
            float[] scores = network.scores(floats(golden.resolve("input.bin")));
            assertThat(Difference.largest(scores, floats(golden.resolve("output_0.bin"))))
                    .isLessThan(1e-4);
        }
    }

    @Test
    void aPlanOfAnotherNetworkIsRefusedByTheTensorsThatDoNotFit() throws IOException {
        Path golden = SharedFolder.path("golden/mindspore");
        Path plans = plans("[8, 16, 24, 32]");

        assertThatThrownBy(() -> MindSporeModel.open(golden.resolve("model.ckpt"), plans, Optional.empty()))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("model.ckpt")
                .hasMessageContaining("conv_blocks_context.3.0.blocks.0.conv.weight has shape");
    }

    @Test
    void aCheckpointThatCameInGoesOutEqualTensorByTensor() throws IOException {
        Path golden = SharedFolder.path("golden/mindspore");
        ModelBundle bundle =
                MindSporeModel.open(golden.resolve("model.ckpt"), plans("[8, 16, 24, 24]"), Optional.empty());
        Path out = Files.createDirectory(folder.resolve("out")).resolve("again.ckpt");

        List<String> notes = MindSporeExport.write(bundle, out);

        Weights found = MindSporeCheckpoint.weights(out);
        Weights expected = MindSporeCheckpoint.weights(golden.resolve("model.ckpt"));
        assertThat(notes).hasSize(1);
        assertThat(found.names()).containsExactlyInAnyOrderElementsOf(expected.names());
        for (String name : expected.names()) {
            assertThat(found.get(name).shape()).isEqualTo(expected.get(name).shape());
            assertThat(found.get(name).values()).isEqualTo(expected.get(name).values());
        }
        ModelBundle again = MindSporeModel.open(out, out.resolveSibling("plans.json"), Optional.empty());
        assertThat(again.plan()).isEqualTo(bundle.plan());
    }

    @Test
    void biasesThatTheReferenceLacksAreWrittenAndTold() throws IOException {
        ModelBundle bundle = NnUNetModel.open(
                SharedFolder.path("golden/nnunet/nnUNet_results/Dataset501_MiniKidney/"
                        + "nnUNetTrainer__nnUNetPlans__3d_fullres"),
                new ModelWishes(List.of("0"), Optional.empty()));
        Path out = folder.resolve("plain.ckpt");

        List<String> notes = MindSporeExport.write(bundle, out);

        ModelBundle again = MindSporeModel.open(out, folder.resolve("plans.json"), Optional.of("3d_fullres"));
        assertThat(notes).anyMatch(note -> note.contains("has_bias=True"));
        for (String name : bundle.weights().names()) {
            assertThat(again.weights().get(name).values())
                    .isEqualTo(bundle.weights().get(name).values());
        }
    }

    @Test
    void whatTheNamesCannotSayIsRefused() throws IOException {
        ModelBundle bundle = NnUNetModel.open(
                SharedFolder.path("golden/nnunet/nnUNet_results/Dataset501_MiniKidney/"
                        + "nnUNetTrainer__nnUNetResEncUNetMPlans__3d_fullres"),
                ModelWishes.USUAL);

        assertThatThrownBy(() -> MindSporeExport.write(bundle, folder.resolve("model.ckpt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a residual encoder");
    }

    /** The plan that the checkpoint's folder describes, in nnU-Net's schema. */
    private Path plans(String features) throws IOException {
        Path template = SharedFolder.path("golden/nnunet/nnUNet_preprocessed/Dataset501_MiniKidney/nnUNetPlans.json");
        JsonObject plans = JsonParser.parseString(Files.readString(template)).getAsJsonObject();
        JsonObject configuration = plans.getAsJsonObject("configurations").getAsJsonObject("3d_fullres");
        configuration.add("patch_size", array("[16, 32, 32]"));
        JsonObject network = configuration.getAsJsonObject("architecture").getAsJsonObject("arch_kwargs");
        network.add("features_per_stage", array(features));
        network.add("strides", array("[[1, 1, 1], [2, 2, 2], [2, 2, 2], [1, 2, 2]]"));
        Files.writeString(folder.resolve("dataset.json"), """
                {"channel_names": {"0": "CT"}, "labels": {"background": 0, "kidney": 1, "tumor": 2},
                 "numTraining": 1, "file_ending": ".nii.gz"}
                """);
        return Files.writeString(folder.resolve("plans.json"), plans.toString());
    }

    private static JsonArray array(String json) {
        return JsonParser.parseString(json).getAsJsonArray();
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
