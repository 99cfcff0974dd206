package org.bactrian.checkpoint.nnunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.export.MindSporeExport;
import org.bactrian.checkpoint.nnunet.export.NnUNetExport;
import org.bactrian.torchscript.ArchiveWriter;
import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.Network;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Difference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network with nested skip connections that PyTorch has traced; {@code make_foreign.py} beside it made it. */
class TorchScriptModelTest {

    private final Path folder;
    private final Path program;
    private final Path plans;

    TorchScriptModelTest(@TempDir Path folder) {
        this.folder = folder;
        this.program = folder.resolve("foreign.pt");
        this.plans = folder.resolve("plans.json");
    }

    @BeforeEach
    void writeFiles() throws IOException {
        Files.write(program, resource("foreign.pt"));
        Files.writeString(plans, """
                {"dataset_name": "Dataset009_Nested", "image_reader_writer": "SimpleITKIO", "transpose_forward": [0, 1, 2],
                 "foreground_intensity_properties_per_channel":
                   {"0": {"mean": 100, "std": 70, "percentile_00_5": -80, "percentile_99_5": 300}},
                 "configurations": {"3d_fullres": {"patch_size": [8, 16, 16], "spacing": [3, 2, 2],
                   "normalization_schemes": ["CTNormalization"], "use_mask_for_norm": [false],
                   "architecture": {"network_class_name": "elsewhere.NestedUNet", "arch_kwargs": {}}}}}
                """);
        Files.writeString(folder.resolve("dataset.json"), """
                {"channel_names": {"0": "CT"}, "labels": {"background": 0, "kidney": 1, "tumor": 2}}
                """);
    }

    @Test
    void aPatchIsScoredAsPyTorchScoresItAlsoFromABundle() throws IOException {
        Path file = folder.resolve("nested.bactrian");
        ModelBundle bundle = TorchScriptModel.open(program, plans, Optional.empty());
        bundle.write(file);
        ModelBundle read = ModelBundle.read(file);

        float[] scores = scores(read);

        float[] expected = floats(resource("foreign.bin"));
        assertThat(Difference.largest(scores, expected)).isLessThan(1e-5);
        assertThat(read.digest()).isEqualTo(bundle.digest());
        assertThat(read.labels()).containsExactly("background", "kidney", "tumor");
    }

    @Test
    void ofAPlanOfTheFirstVersionProbabilitiesAreAveraged() throws IOException {
        Path first = FirstVersionPickle.of(folder, "[[8, 16, 16]]");

        ModelBundle bundle = TorchScriptModel.open(program, first, Optional.empty());

        assertThat(bundle.scoring().ensemble()).isEqualTo(new Ensemble(1, Ensemble.Scores.PROBABILITIES));
        assertThat(Difference.largest(scores(bundle), softmax(floats(resource("foreign.bin")), 3)))
                .isLessThan(1e-5);
    }

    @Test
    void theProgramGoesOutAsItCameIn() throws IOException {
        Path out = folder.resolve("again.pt");

        TorchScriptModel.open(program, plans, Optional.empty()).writeTorchScript(out);

        assertThat(out).hasSameBinaryContentAs(program);
    }

    @Test
    void itsWeightsHaveNoNamesInOtherFormats() throws IOException {
        ModelBundle bundle = TorchScriptModel.open(program, plans, Optional.empty());

        assertThatThrownBy(() -> NnUNetExport.write(bundle, folder.resolve("out")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another make");
        assertThatThrownBy(() -> MindSporeExport.write(bundle, folder.resolve("out.ckpt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another make");
    }

    @Test
    void scoresOfAnotherShapeThanThePlansAreRefused() throws IOException {
        Files.writeString(folder.resolve("dataset.json"), "{\"labels\": {\"background\": 0, \"kidney\": 1}}");
        ModelBundle bundle = TorchScriptModel.open(program, plans, Optional.empty());

        assertThatThrownBy(() -> scores(bundle))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("(1, 3, 8, 16, 16)")
                .hasMessageContaining("(1, 2, 8, 16, 16)");
    }

    @Test
    void codeThatReachesForFilesIsRefusedBeforeItIsLoaded() throws IOException {
        Path harm = folder.resolve("harm");
        String code = """
                class Harm(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.Harm,
                    x: Tensor) -> Tensor:
                    _0 = torch.save(x, "%s")
                    return x
                """.formatted(harm);
        Path archive = folder.resolve("harm.pt");
        ArchiveWriter.write(archive, new ScriptModule("Harm", code, Weights.NONE, Weights.NONE), Map.of());

        assertThatThrownBy(() -> TorchScriptModel.open(archive, plans, Optional.empty()))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("harm.pt")
                .hasMessageContaining("save");
        assertThat(harm).doesNotExist();
    }

    @Test
    void whatTheEngineCannotLoadIsRefused() throws IOException {
        Path archive = folder.resolve("broken.pt");
        ArchiveWriter.write(archive, new ScriptModule("Broken", "class ???", Weights.NONE, Weights.NONE), Map.of());
        ModelBundle bundle = TorchScriptModel.open(archive, plans, Optional.empty());

        assertThatThrownBy(() -> bundle.network(Precision.FLOAT32, ComputeDevice.CPU))
                .isInstanceOf(BadCaseException.class)
                .hasMessageStartingWith("broken.pt: ")
                .hasMessageContaining("one that the engine loads");
        assertThatThrownBy(bundle::tryToLoad).isInstanceOf(BadCaseException.class);
    }

    private static float[] scores(ModelBundle bundle) {
        float[] patch = new float[8 * 16 * 16];
        for (int i = 0; i < patch.length; i++) {
            patch[i] = (float) Math.sin(i / 7f);
        }
        try (Network network = bundle.network(Precision.FLOAT32, ComputeDevice.CPU)) {
            return network.scores(patch);
        }
    }

    private static float[] softmax(float[] logits, int classes) {
        int voxels = logits.length / classes;
        float[] probabilities = new float[logits.length];
        for (int voxel = 0; voxel < voxels; voxel++) {
            double sum = 0;
            for (int at = voxel; at < logits.length; at += voxels) {
                sum += Math.exp(logits[at]);
            }
            for (int at = voxel; at < logits.length; at += voxels) {
                probabilities[at] = (float) (Math.exp(logits[at]) / sum);
            }
        }
        return probabilities;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = TorchScriptModelTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
