package org.bactrian.checkpoint.nnunet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.checkpoint.nnunet.FirstVersionModel;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.nnunet.NnUNetModel;
import org.bactrian.checkpoint.torch.TorchCheckpoint;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SplineOrder;
import org.bactrian.segment.FirstVersionFiles;
import org.bactrian.stage.StageSpec;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.Network;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.plan.BlockRule;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.EncoderBlock;
import org.bactrian.unet.plan.FeatureNorm;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.Index3;
import org.bactrian.volume.SharedFolder;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of nnU-Net that come in and go out again. */
class NnUNetExportTest {

    private static final String RESULTS = "golden/nnunet/nnUNet_results/";
    private static final String PLAIN = "Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlans__3d_fullres";

    private final Path temporary;

    NnUNetExportTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PLAIN,
                "Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlansV23__3d_fullres",
                "Dataset501_MiniKidney/nnUNetTrainer__nnUNetResEncUNetMPlans__3d_fullres",
                "Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlans__2d",
                "Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlans__3d_lowres",
                "Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlans__3d_cascade_fullres",
                "Dataset502_MiniRegions/nnUNetTrainer__nnUNetPlans__3d_fullres"
            })
    void aModelThatCameInGoesOutEqualTensorByTensor(String model) throws IOException {
        Path source = SharedFolder.path(RESULTS + model);
        Path file = temporary.resolve("model.bactrian");
        NnUNetModel.open(source, ModelWishes.USUAL).write(file);
        Path out = temporary.resolve("out");

        List<String> notes = NnUNetExport.write(ModelBundle.read(file), out);

        assertThat(notes).allMatch(note -> note.startsWith("leaves out what the model does after the network"));
        for (Path checkpoint : checkpoints(out)) {
            assertSameTensors(checkpoint, source.resolve(out.relativize(checkpoint)));
        }
        assertThat(json(out.resolve("plans.json"))).isEqualTo(json(source.resolve("plans.json")));
        assertThat(json(out.resolve("dataset.json"))).isEqualTo(json(source.resolve("dataset.json")));
        assertThat(NnUNetModel.open(out, ModelWishes.USUAL).weights().count())
                .isEqualTo(ModelBundle.read(file).weights().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PLAIN,
                "Dataset501_MiniKidney/nnUNetTrainer__nnUNetResEncUNetMPlans__3d_fullres",
                "Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlans__2d",
                "Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlans__3d_cascade_fullres",
                "Dataset502_MiniRegions/nnUNetTrainer__nnUNetPlans__3d_fullres"
            })
    void plansThatAreWrittenAnewDescribeTheSameModel(String model) throws IOException {
        ModelBundle bundle = NnUNetModel.open(SharedFolder.path(RESULTS + model), ModelWishes.USUAL);
        Path out = temporary.resolve("out");

        List<String> notes = NnUNetExport.write(withoutSources(bundle), out);

        ModelBundle again = NnUNetModel.open(out, ModelWishes.USUAL);
        assertThat(notes).isEmpty();
        assertThat(again.plan()).isEqualTo(bundle.plan());
        assertThat(again.scoring()).isEqualTo(bundle.scoring());
        assertThat(again.labels()).isEqualTo(bundle.labels());
        assertThat(again.preprocessing()).isEqualTo(bundle.preprocessing());
        assertSameWeights(again.weights(), bundle.weights());
    }

    @Test
    void theFirstVersionGoesOutAsTheSecondAndSaysWhatDiffers() throws IOException {
        ModelBundle bundle = FirstVersionModel.open(
                SharedFolder.path("golden/nnunet/v1/RESULTS_FOLDER/nnUNet/3d_fullres/Task501_MiniKidney/"
                        + "nnUNetTrainerV2__nnUNetPlansv2.1"),
                ModelWishes.USUAL);
        Path out = temporary.resolve("out");

        List<String> notes = NnUNetExport.write(bundle, out);

        ModelBundle again = NnUNetModel.open(out, ModelWishes.USUAL);
        assertThat(notes)
                .anyMatch(note -> note.startsWith("normalises before it resamples"))
                .anyMatch(note -> note.contains("averages probabilities"));
        assertThat(again.plan()).isEqualTo(bundle.plan());
        assertThat(again.provenance().facts()).containsEntry("trainer", "nnUNetTrainer");
        assertSameWeights(again.weights(), bundle.weights());
    }

    @Test
    void kernelsThatDifferOnTheTwoWaysOfALevelBecomeOneSizeAndScoreTheSame() throws IOException {
        ModelBundle bundle = FirstVersionModel.open(FirstVersionFiles.of("thin"), ModelWishes.USUAL);
        Path out = temporary.resolve("out");

        List<String> notes = NnUNetExport.write(with(bundle, List.of(StageSpec.of("crop-to-nonzero"))), out);

        ModelBundle even = NnUNetModel.open(out, ModelWishes.USUAL);
        assertThat(bundle.unet().kernels()).startsWith(new Index3(3, 3, 1), new Index3(3, 3, 3));
        assertThat(bundle.unet().decoderKernels()).containsOnly(new Index3(3, 3, 3));
        assertThat(even.unet().kernels()).containsOnly(new Index3(3, 3, 3));
        assertThat(notes).anyMatch(note -> note.startsWith("has kernels of one size at each level"));
        assertThat(scores(even)).containsExactly(scores(bundle), within(1e-4f));
    }

    @Test
    void residualBlocksWhoseShortcutsStrideAreRefused() throws IOException {
        ModelBundle bundle = FirstVersionModel.open(FirstVersionFiles.of("residual"), ModelWishes.USUAL);

        assertThatThrownBy(() -> NnUNetExport.write(bundle, temporary.resolve("out")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("residual blocks whose shortcuts stride");
    }

    @Test
    void everyChannelHasIntensitiesEvenWhereNoneAreUsed() throws IOException {
        ModelBundle bundle = FirstVersionModel.open(FirstVersionFiles.of("slices"), ModelWishes.USUAL);
        Path out = temporary.resolve("out");

        NnUNetExport.write(bundle, out);

        JsonObject measured = json(out.resolve("plans.json"))
                .getAsJsonObject()
                .getAsJsonObject("foreground_intensity_properties_per_channel");
        assertThat(measured.keySet()).containsExactly("0", "1");
    }

    private static float[] scores(ModelBundle bundle) {
        UNetPlan plan = bundle.unet();
        float[] patch = new float[Math.toIntExact(plan.patch().product() * plan.inputChannels())];
        for (int i = 0; i < patch.length; i++) {
            patch[i] = (float) Math.sin(i);
        }
        try (Network network = Network.inference(plan, bundle.weights(), Precision.FLOAT32, ComputeDevice.CPU)) {
            return network.scores(patch);
        }
    }

    @Test
    void whatNnUNetCannotSayIsRefusedByName() throws IOException {
        ModelBundle bundle = NnUNetModel.open(SharedFolder.path(RESULTS + PLAIN), ModelWishes.USUAL);
        List<StageSpec> stages = new ArrayList<>(bundle.preprocessing());
        stages.add(StageSpec.of("denoise"));

        assertThatThrownBy(() -> NnUNetExport.write(with(bundle, stages), temporary.resolve("out")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stage denoise");
        assertThat(temporary.resolve("out")).doesNotExist();
    }

    @Test
    void normalisationsAndActivationsGoOutAndComeInAgain() throws IOException {
        ModelBundle bundle = small(new BlockRule(FeatureNorm.BATCH, 1e-3, 0.2));
        Path out = temporary.resolve("out");

        NnUNetExport.write(bundle, out);

        ModelBundle again = NnUNetModel.open(out, ModelWishes.USUAL);
        assertThat(again.plan()).isEqualTo(bundle.plan());
        assertSameWeights(again.weights(), bundle.weights());
    }

    @Test
    void whatATrainerPutsInPlaceOfItsPlansIsSeenByTheTensors() throws IOException {
        Path model = temporary.resolve("nnUNetTrainerBN__nnUNetPlans__3d_fullres");
        NnUNetExport.write(small(BlockRule.STANDARD.with(FeatureNorm.BATCH)), model);
        Path plans = model.resolve("plans.json");
        Files.writeString(plans, Files.readString(plans).replace("batchnorm.BatchNorm", "instancenorm.InstanceNorm"));
        Path out = temporary.resolve("out");

        ModelBundle bundle = NnUNetModel.open(model, ModelWishes.USUAL);
        NnUNetExport.write(bundle, out);

        assertThat(bundle.unet().blocks().norm()).isEqualTo(FeatureNorm.BATCH);
        assertThat(json(out.resolve("plans.json"))).isEqualTo(json(plans));
        assertSameTensors(out.resolve("fold_0/checkpoint_final.pth"), model.resolve("fold_0/checkpoint_final.pth"));
    }

    @Test
    void dropoutMovesTheNormalisationsOfTheListsThatHaveIt() throws IOException {
        Path model = temporary.resolve("nnUNetTrainer__nnUNetPlans__3d_fullres");
        NnUNetExport.write(small(BlockRule.STANDARD), model);
        Path plans = model.resolve("plans.json");
        Files.writeString(
                plans,
                Files.readString(plans).replace("\"dropout_op\": null", "\"dropout_op\": \"torch.nn.Dropout3d\""));
        Path out = temporary.resolve("out");

        NnUNetExport.write(NnUNetModel.open(model, ModelWishes.USUAL), out);

        try (TorchCheckpoint checkpoint = TorchCheckpoint.open(out.resolve("fold_0/checkpoint_final.pth"))) {
            String block = "encoder.stages.1.blocks.0.";
            assertThat(checkpoint.weights("network_weights").names())
                    .contains(block + "conv1.all_modules.2.weight", "encoder.stem.convs.0.all_modules.2.bias")
                    .contains(block + "conv2.all_modules.1.weight", block + "skip.1.all_modules.1.bias")
                    .doesNotContain(block + "conv2.all_modules.2.weight", block + "conv1.all_modules.1.weight");
        }
    }

    @Test
    void aNetworkWithoutGainsAndShiftsComesInWithOnesAndZerosAndGoesOutWithoutThem() throws IOException {
        Path model = temporary.resolve("nnUNetTrainer__nnUNetPlans__3d_fullres");
        NnUNetExport.write(small(BlockRule.STANDARD), model);
        Path plans = model.resolve("plans.json");
        Files.writeString(plans, Files.readString(plans).replace("\"affine\": true", "\"affine\": false"));
        Path out = temporary.resolve("out");

        NnUNetExport.write(NnUNetModel.open(model, ModelWishes.USUAL), out);

        ModelBundle bundle = NnUNetModel.open(out, ModelWishes.USUAL);
        try (TorchCheckpoint checkpoint = TorchCheckpoint.open(out.resolve("fold_0/checkpoint_final.pth"))) {
            assertThat(checkpoint.weights("network_weights").names()).noneMatch(name -> name.contains("norm"));
        }
        assertThat(values(bundle, "_gain")).hasSize(23).containsOnly(1f);
        assertThat(values(bundle, "_shift")).hasSize(23).containsOnly(0f);
    }

    private static List<Float> values(ModelBundle bundle, String part) {
        List<Float> values = new ArrayList<>();
        bundle.weights().tensors().forEach((name, tensor) -> {
            for (float value : tensor.values()) {
                if (name.endsWith(part)) {
                    values.add(value);
                }
            }
        });
        return values;
    }

    @Test
    void splinesOfAnyOrderGoOutAndComeInAgain() throws IOException {
        ModelBundle bundle = small(BlockRule.STANDARD);
        SliceOrders orders = new SliceOrders(SplineOrder.CUBIC, SplineOrder.LINEAR);
        Map<String, Object> rule = Map.of("spacingMm", List.of(1, 1, 2), "images", "linear", "across", "cubic");
        ModelBundle splines = ModelBundle.of(
                new ModelBundle.Description(
                        bundle.plan(),
                        new Scoring(Ensemble.ALONE, List.of(), ScoreRule.STANDARD.with(orders)),
                        bundle.labels(),
                        List.of(StageSpec.of("crop-to-nonzero"), new StageSpec("resample", rule)),
                        List.of(),
                        Provenance.of(Map.of(), Map.of())),
                bundle.weights());
        Path out = temporary.resolve("out");

        NnUNetExport.write(splines, out);

        ModelBundle again = NnUNetModel.open(out, ModelWishes.USUAL);
        assertThat(again.scoring()).isEqualTo(splines.scoring());
        assertThat(again.preprocessing().get(again.preprocessing().size() - 1).settings())
                .containsEntry("images", "linear")
                .containsEntry("across", "cubic");
    }

    /** Two levels, residual, with weights that are not all alike. */
    private static ModelBundle small(BlockRule blocks) {
        Index3 cube = new Index3(3, 3, 3);
        UNetPlan plan = new UNetPlan(
                new Spacing(1, 1, 2),
                new Index3(8, 8, 4),
                1,
                3,
                List.of(2, 3),
                List.of(new Index3(1, 1, 1), new Index3(2, 2, 1)),
                List.of(cube, cube),
                List.of(cube),
                List.of(1, 2),
                List.of(1),
                Downsampling.STRIDED_CONVOLUTION,
                EncoderBlock.RESIDUAL,
                blocks,
                List.of(0, 2));
        Map<String, Tensor> weights = new LinkedHashMap<>();
        UNetProgram.of(plan).initialWeights(5).tensors().forEach((name, tensor) -> {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += i + weights.size();
            }
            weights.put(name, new Tensor(tensor.shape(), values));
        });
        return ModelBundle.of(
                new ModelBundle.Description(
                        plan,
                        List.of("background", "kidney", "tumour"),
                        List.of(StageSpec.of("crop-to-nonzero")),
                        List.of(),
                        Provenance.of(Map.of(), Map.of())),
                new Weights(weights));
    }

    @Test
    void aFolderInUseIsLeftAlone() throws IOException {
        ModelBundle bundle =
                NnUNetModel.open(SharedFolder.path(RESULTS + PLAIN), new ModelWishes(List.of("0"), Optional.empty()));
        Files.writeString(temporary.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> NnUNetExport.write(bundle, temporary))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not empty");
    }

    private static ModelBundle withoutSources(ModelBundle bundle) {
        return with(bundle, bundle.preprocessing());
    }

    private static ModelBundle with(ModelBundle bundle, List<StageSpec> stages) {
        return ModelBundle.of(
                new ModelBundle.Description(
                        bundle.plan(),
                        bundle.scoring(),
                        bundle.labels(),
                        stages,
                        List.of(),
                        Provenance.of(Map.of(), Map.of())),
                bundle.weights());
    }

    private static List<Path> checkpoints(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("checkpoint_final.pth")).toList();
        }
    }

    private static void assertSameTensors(Path written, Path original) throws IOException {
        try (TorchCheckpoint found = TorchCheckpoint.open(written);
                TorchCheckpoint expected = TorchCheckpoint.open(original)) {
            assertSameWeights(found.weights("network_weights"), expected.weights("network_weights"));
        }
    }

    private static void assertSameWeights(Weights found, Weights expected) {
        assertThat(found.names()).containsExactlyInAnyOrderElementsOf(expected.names());
        for (String name : expected.names()) {
            Tensor one = found.get(name);
            assertThat(one.shape()).as(name).isEqualTo(expected.get(name).shape());
            assertThat(one.values()).as(name).isEqualTo(expected.get(name).values());
        }
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }
}
