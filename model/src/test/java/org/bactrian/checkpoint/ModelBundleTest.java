package org.bactrian.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SliceRule;
import org.bactrian.numeric.spline.SplineOrder;
import org.bactrian.stage.StageSpec;
import org.bactrian.torchscript.ArchiveWriter;
import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.TorchScriptArchive;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.engine.ForeignProgram;
import org.bactrian.unet.plan.BlockRule;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.FeatureNorm;
import org.bactrian.unet.plan.ForeignPlan;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {

    private static final UNetPlan PLAN = new UNetPlan(
            new Spacing(1.62, 1.62, 3.22),
            new Index3(8, 8, 4),
            1,
            3,
            List.of(2, 3),
            List.of(new Index3(1, 1, 1), new Index3(2, 2, 1)),
            Collections.nCopies(2, new Index3(3, 3, 3)),
            List.of(1, 2),
            List.of(1),
            Downsampling.MAX_POOLING,
            List.of(0, 2));

    private static final ModelBundle.Description DESCRIPTION = new ModelBundle.Description(
            PLAN,
            List.of("background", "kidney", "tumour"),
            List.of(
                    new StageSpec("resample", Map.of("spacingMm", List.of(1.62, 1.62, 3.22), "largestMb", 4096L)),
                    new StageSpec("clip-and-z-score", Map.of("lower", -79.5, "upper", 304.0))),
            List.of(StageSpec.of("measure-volumes")),
            Provenance.of(Map.of("dataset", "Dataset001", "seed", "7"), Map.of("dice", 0.9, "none", Double.NaN)));

    private static final ModelBundle BUNDLE =
            ModelBundle.of(DESCRIPTION, UNetProgram.of(PLAN).initialWeights(5));

    @Test
    void aBundleWhoseProgramReachesOutIsRefusedOnceItIsRead(@TempDir Path folder) throws IOException {
        Path program = folder.resolve("net.pt");
        Path file = folder.resolve("model.bactrian");
        String code = """
                class Net(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.Net,
                    x: Tensor) -> Tensor:
                    torch.save(x, "elsewhere")
                    return x
                """;
        ArchiveWriter.write(program, new ScriptModule("Net", code, Weights.NONE, Weights.NONE), Map.of());
        ModelBundle.Description foreign = new ModelBundle.Description(
                new ForeignPlan(PLAN.spacingMm(), PLAN.patch(), 1, 3, List.of()),
                DESCRIPTION.labels(),
                DESCRIPTION.preprocessing(),
                DESCRIPTION.postprocessing(),
                DESCRIPTION.provenance());
        ModelBundle.of(foreign, ForeignProgram.of("net.pt", Files.readAllBytes(program)))
                .write(file);

        assertThatThrownBy(() -> ModelBundle.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("model.bactrian: code/__torch__.py is save");
    }

    @Test
    void aBundleOfOursIsRefusedTooWhereItsCodeReachesOut(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.bactrian");
        ScriptModule module = DESCRIPTION.program().module(BUNDLE.weights());
        String code = module.code() + "\n  def also(self: __torch__.Net) -> None:\n    torch.save(1, \"elsewhere\")\n";
        Manifest manifest =
                new Manifest(DESCRIPTION, BUNDLE.weights().count(), Sha256.of(code), Sha256.of(module.parameters()));
        byte[] json = ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8);
        ArchiveWriter.write(
                file,
                new ScriptModule(module.className(), code, module.parameters(), module.buffers()),
                Map.of("bactrian.json", json));

        assertThatThrownBy(() -> ModelBundle.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("save, expected code that computes");
    }

    @Test
    void aBundleReadBackIsWhatWasWritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.bactrian");

        BUNDLE.write(file);
        ModelBundle read = ModelBundle.read(file);

        assertThat(read.description()).isEqualTo(DESCRIPTION);
        assertThat(read.provenance().metrics()).containsOnlyKeys("dice");
        assertThat(read.digest()).isEqualTo(BUNDLE.digest()).matches("[0-9a-f]{64}");
        read.weights().tensors().forEach((name, tensor) -> assertThat(tensor.values())
                .as(name)
                .containsExactly(BUNDLE.weights().get(name).values()));
    }

    @Test
    void whatIsNotStandardIsReadBackToo(@TempDir Path folder) throws IOException {
        UNetPlan plan = new UNetPlan(
                PLAN.spacingMm(),
                PLAN.patch(),
                PLAN.inputChannels(),
                PLAN.classes(),
                PLAN.features(),
                PLAN.strides(),
                PLAN.kernels(),
                PLAN.kernels().subList(1, PLAN.levels()),
                PLAN.encoderConvolutions(),
                PLAN.decoderConvolutions(),
                PLAN.downsampling(),
                PLAN.encoderBlock(),
                new BlockRule(FeatureNorm.BATCH, 1e-3, 0),
                PLAN.mirrorAxes());
        SliceOrders orders = new SliceOrders(SplineOrder.CUBIC, SplineOrder.LINEAR);
        ModelBundle.Description description = new ModelBundle.Description(
                plan,
                new Scoring(Ensemble.ALONE, List.of(), new ScoreRule(SliceRule.ALWAYS, true, true, orders)),
                DESCRIPTION.labels(),
                DESCRIPTION.preprocessing(),
                DESCRIPTION.postprocessing(),
                DESCRIPTION.provenance());
        Path file = folder.resolve("model.bactrian");

        ModelBundle.of(description, UNetProgram.of(plan).initialWeights(5)).write(file);

        assertThat(ModelBundle.read(file).description()).isEqualTo(description);
    }

    @Test
    void equalBundlesAreEqualFilesAndAnyDifferenceChangesTheDigest(@TempDir Path folder) throws IOException {
        ModelBundle same = ModelBundle.of(DESCRIPTION, UNetProgram.of(PLAN).initialWeights(5));
        ModelBundle otherWeights =
                ModelBundle.of(DESCRIPTION, UNetProgram.of(PLAN).initialWeights(6));

        BUNDLE.write(folder.resolve("first"));
        same.write(folder.resolve("second"));

        assertThat(folder.resolve("first")).hasSameBinaryContentAs(folder.resolve("second"));
        assertThat(same.digest()).isEqualTo(BUNDLE.digest());
        assertThat(otherWeights.digest()).isNotEqualTo(BUNDLE.digest());
    }

    @Test
    void aBundleCutOffAnywhereIsRefused(@TempDir Path folder) throws IOException {
        byte[] whole = written(folder);

        for (int tenth = 0; tenth < 10; tenth++) {
            Path cut = folder.resolve("cut.bactrian");
            Files.write(cut, Arrays.copyOf(whole, whole.length * tenth / 10));
            assertThatThrownBy(() -> ModelBundle.read(cut))
                    .isInstanceOf(BadCaseException.class)
                    .hasMessageContaining("cut.bactrian");
        }
    }

    @Test
    void aFlippedBitIsRefusedOrDoesNoHarm(@TempDir Path folder) throws IOException {
        byte[] whole = written(folder);
        Path file = folder.resolve("flipped.bactrian");
        int refused = 0;

        int attempts = 400;
        for (int attempt = 0; attempt < attempts; attempt++) {
            byte[] flipped = whole.clone();
            flipped[(int) ((long) attempt * whole.length / attempts)] ^= (byte) (1 << attempt % 8);
            Files.write(file, flipped);
            refused += refuses(file) ? 1 : 0;
        }

        assertThat(refused).isGreaterThan(attempts / 2);
    }

    @Test
    void aWeightChangedUnderAMatchingChecksumIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.bactrian");
        BUNDLE.write(file);
        try (TorchScriptArchive archive = TorchScriptArchive.open(file)) {
            byte[] manifest = archive.extra("bactrian.json").orElseThrow();
            Weights others = UNetProgram.of(PLAN).initialWeights(6);
            ArchiveWriter.write(
                    folder.resolve("forged"), UNetProgram.of(PLAN).module(others), Map.of("bactrian.json", manifest));
        }

        assertThatThrownBy(() -> ModelBundle.read(folder.resolve("forged")))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("forged: the weights' SHA-256");
    }

    @Test
    void aBundleOfANewerVersionSaysSo(@TempDir Path folder) throws IOException {
        Path file = withManifest(folder, "\"version\": 1", "\"version\": 7");

        assertThatThrownBy(() -> ModelBundle.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("version is 7")
                .hasMessageContaining("newer Bactrian");
    }

    @Test
    void aManifestWithBadValuesNamesThem(@TempDir Path folder) throws IOException {
        Path wrongType = withManifest(folder, "\"parameters\": ", "\"parameters\": \"many\", \"x\": ");
        assertThatThrownBy(() -> ModelBundle.read(wrongType)).hasMessageContaining("parameters is \"many\"");

        Path badPlan = withManifest(folder, "\"classes\": 3", "\"classes\": 1");
        assertThatThrownBy(() -> ModelBundle.read(badPlan))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("classes");

        Path halfARule = withManifest(folder, "\"regionLabels\":", "\"slices\": \"never\", \"regionLabels\":");
        assertThatThrownBy(() -> ModelBundle.read(halfARule))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("asInTorch");

        Path noLabels = withManifest(folder, "\"labels\"", "\"names\"");
        assertThatThrownBy(() -> ModelBundle.read(noLabels)).hasMessageContaining("labels is missing");
    }

    @Test
    void otherFilesAreNoBundles(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text.bactrian"), "not a model");
        Path empty = Files.createFile(folder.resolve("empty.bactrian"));
        Path plain = folder.resolve("plain.pt");
        ArchiveWriter.write(plain, UNetProgram.of(PLAN).module(BUNDLE.weights()), Map.of());

        assertThatThrownBy(() -> ModelBundle.read(text)).isInstanceOf(BadCaseException.class);
        assertThatThrownBy(() -> ModelBundle.read(empty)).isInstanceOf(BadCaseException.class);
        assertThatThrownBy(() -> ModelBundle.read(plain))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("bactrian.json is missing");
        assertThatThrownBy(() -> ModelBundle.read(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void weightsOfAnotherPlanAreRefused() {
        assertThatThrownBy(() -> ModelBundle.of(DESCRIPTION, Weights.NONE)).isInstanceOf(BadCaseException.class);
    }

    private static boolean refuses(Path file) throws IOException {
        try {
            assertThat(ModelBundle.read(file).digest()).isEqualTo(BUNDLE.digest());
            return false;
        } catch (BadCaseException refused) {
            return true;
        }
    }

    private static byte[] written(Path folder) throws IOException {
        Path file = folder.resolve("whole.bactrian");
        BUNDLE.write(file);
        return Files.readAllBytes(file);
    }

    private static Path withManifest(Path folder, String what, String instead) throws IOException {
        Path file = folder.resolve("model.bactrian");
        BUNDLE.write(file);
        Path edited = folder.resolve("edited.bactrian");
        try (TorchScriptArchive archive = TorchScriptArchive.open(file)) {
            String manifest = new String(archive.extra("bactrian.json").orElseThrow(), StandardCharsets.UTF_8);
            assertThat(manifest).contains(what);
            byte[] replaced = manifest.replace(what, instead).getBytes(StandardCharsets.UTF_8);
            ArchiveWriter.write(edited, archive.module(), Map.of("bactrian.json", replaced));
        }
        return edited;
    }
}
