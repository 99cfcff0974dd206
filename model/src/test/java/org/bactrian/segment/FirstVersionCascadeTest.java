package org.bactrian.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.FirstVersionModel;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.pickle.Nothing;
import org.bactrian.checkpoint.pickle.PickleWriter;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.checkpoint.torch.CheckpointWriter;
import org.bactrian.checkpoint.torch.TorchCheckpoint;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.segment.window.WindowProgress;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.torchscript.Tensor;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.SharedFolder;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A cascade in the layout of nnU-Net's first version: the model that nnU-Net 1.7.1 has trained, as the one before, and again
 * with two more input channels.
 */
class FirstVersionCascadeTest {

    private static final String GOLDEN = "golden/nnunet/";
    private static final String TASK = "Task501_MiniKidney";
    private static final String PLANS = "__nnUNetPlansv2.1";
    private static final String WEIGHTS = "model_final_checkpoint.model";
    private static final String FIRST = "conv_blocks_context.0.blocks.0.conv.weight";
    private static final ModelWishes FOLD = new ModelWishes(List.of("0"), Optional.empty());

    private final Path results;
    private final Path lowResolution;
    private final Path cascade;

    FirstVersionCascadeTest(@TempDir Path folder) {
        this.results = folder.resolve("nnUNet");
        this.lowResolution = results.resolve("3d_lowres").resolve(TASK).resolve("nnUNetTrainerV2" + PLANS);
        this.cascade =
                results.resolve("3d_cascade_fullres").resolve(TASK).resolve("nnUNetTrainerV2CascadeFullRes" + PLANS);
    }

    @BeforeEach
    void makeModels() throws IOException {
        Path trained =
                SharedFolder.path(GOLDEN + "v1/RESULTS_FOLDER/nnUNet/3d_fullres/" + TASK + "/nnUNetTrainerV2" + PLANS);
        for (Path model : List.of(lowResolution, cascade)) {
            Files.createDirectories(model.resolve("fold_0"));
            for (String file : List.of("plans.pkl", "fold_0/" + WEIGHTS, "fold_0/" + WEIGHTS + ".pkl")) {
                Files.copy(trained.resolve(file), model.resolve(file));
            }
        }
        widen(0);
        nameTrainer("nnUNetTrainerV2");
    }

    @Test
    void theModelBeforeIsThatOfTheTrainerThatTheCascadeNames() throws IOException {
        ModelSet.Member member = opened().members().get(0);

        assertThat(member.bundle().imageChannels()).isEqualTo(1);
        assertThat(member.bundle().plan().inputChannels()).isEqualTo(3);
        assertThat(member.previous().orElseThrow().digest())
                .isEqualTo(FirstVersionModel.open(lowResolution, FOLD).digest());
    }

    @Test
    void aModelBeforeThatIsNotThereIsNamed() throws IOException {
        nameTrainer("nnUNetTrainerV2_Loss");

        assertThatThrownBy(this::opened)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Path.of("3d_lowres", TASK, "nnUNetTrainerV2_Loss" + PLANS)
                        .toString());
    }

    @Test
    void aTrainersNameLeadsNowhereElse() throws IOException {
        nameTrainer("../../elsewhere/nnUNetTrainerV2");

        assertThatThrownBy(this::opened)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none beside it");
    }

    @Test
    void aZipOfTheFirstVersionIsWhatItsFoldersAre() throws IOException {
        Path zip = results.resolveSibling("Task501_MiniKidney.zip");
        pack(zip);
        ModelWishes wishes =
                new ModelWishes(List.of("0"), Optional.empty(), Optional.of("3d_cascade_fullres"), Optional.empty());

        ModelSet packed = ModelSet.open(List.of(zip), wishes).withPreviousStages(wishes);

        ModelSet.Member member = packed.members().get(0);
        ModelSet.Member beside = opened().members().get(0);
        assertThat(member.bundle().digest()).isEqualTo(beside.bundle().digest());
        assertThat(member.previous().orElseThrow().digest())
                .isEqualTo(beside.previous().orElseThrow().digest());
        assertThatThrownBy(() -> ModelSet.open(List.of(zip), ModelWishes.USUAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which configuration? Task501_MiniKidney.zip has [3d_cascade_fullres/" + TASK);
    }

    private void pack(Path zip) throws IOException {
        try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> files = Files.walk(results)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(
                        new ZipEntry(results.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
    }

    /** The numbers are those of {@code resize_segmentation} as nnU-Net 1.7.1 calls it, for the same label maps. */
    @ParameterizedTest
    @CsvSource({"t_ras, 5393, 148406460, 183, 5557988", "t_aniso, 5331, 152118189, 304, 9958556"})
    void theLabelsBeforeAreResizedAsTheFirstVersionDoes(
            String image, int firstVoxels, long firstPlaces, int secondVoxels, long secondPlaces) throws IOException {
        ModelBundle bundle = FirstVersionModel.open(cascade, FOLD);
        LabelMap previous = NiftiReader.readLabels(
                        SharedFolder.path(GOLDEN + "predictions/e_lowres/" + image + "/seg_all_tta.nii.gz"))
                .map();

        Case seen = StageCatalog.builtIn()
                .pipeline(bundle.preprocessing())
                .run(scan(image).withLabels(previous), StageObserver.NONE);

        assertThat(seen.channels()).hasSize(3);
        assertThat(marked(seen.channels().get(1))).hasSize(firstVoxels);
        assertThat(sum(marked(seen.channels().get(1)))).isEqualTo(firstPlaces);
        assertThat(marked(seen.channels().get(2))).hasSize(secondVoxels);
        assertThat(sum(marked(seen.channels().get(2)))).isEqualTo(secondPlaces);
    }

    @Test
    void aCascadeThatPaysNoAttentionToLabelsFindsWhatTheModelFinds() throws IOException {
        LabelMap refined = labels(opened(), scan("t_small"), false);
        LabelMap plain = labels(before(), scan("t_small"), false);

        assertThat(refined.bytes()).isEqualTo(plain.bytes());
        assertThat(refined.largest()).isPositive();
    }

    @Test
    void theLabelsBeforeAreCleanedUpAsTheFirstVersionDoes() throws IOException {
        widen(-2);
        Files.writeString(lowResolution.resolve("postprocessing.json"), """
                {"for_which_classes": [1], "min_valid_object_sizes": "None"}""");
        Case scan = scan("t_ras");
        LabelMap raw = labels(before(), scan, true);
        LabelMap cleaned = StageCatalog.builtIn()
                .pipeline(before().postprocessing())
                .run(scan.withLabels(raw), StageObserver.NONE)
                .labels()
                .orElseThrow();

        LabelMap refined = labels(opened(), scan, false);

        assertThat(refined.bytes())
                .isEqualTo(labels(opened(), scan.withLabels(cleaned), false).bytes());
        assertThat(refined.bytes())
                .isNotEqualTo(labels(opened(), scan.withLabels(raw), false).bytes());
    }

    private ModelSet before() throws IOException {
        return ModelSet.of(lowResolution, FirstVersionModel.open(lowResolution, FOLD));
    }

    private ModelSet opened() throws IOException {
        return ModelSet.open(List.of(cascade), FOLD).withPreviousStages(FOLD);
    }

    private static LabelMap labels(ModelSet models, Case scan, boolean mirror) {
        NetworkSettings settings = new NetworkSettings(
                StageCatalog.builtIn(), new WindowSettings(0.5, mirror), Precision.FLOAT32, ComputeDevice.CPU);
        try (SegmentationModel model = SegmentationModel.open(models, settings)) {
            return model.segment(model.preprocess(scan, StageObserver.NONE), WindowProgress.NONE);
        }
    }

    private static Case scan(String image) {
        Path file = SharedFolder.path(GOLDEN + "nnUNet_raw/Dataset501_MiniKidney/imagesTs/" + image + "_0000.nii.gz");
        return Case.of(image, NiftiReader.read(file).volume());
    }

    private static List<Integer> marked(Volume channel) {
        float[] voxels = channel.voxels();
        return IntStream.range(0, voxels.length)
                .filter(voxel -> voxels[voxel] == 1)
                .boxed()
                .toList();
    }

    private static long sum(List<Integer> places) {
        return places.stream().mapToLong(place -> place).sum();
    }

    /** Two more channels of input, to which the network pays so much attention. */
    private void widen(float attention) throws IOException {
        Path file = cascade.resolve("fold_0").resolve(WEIGHTS);
        Map<String, Tensor> state = new LinkedHashMap<>();
        try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
            state.putAll(checkpoint.weights("state_dict").tensors());
        }
        Tensor trained = Optional.ofNullable(state.get(FIRST)).orElseThrow();
        int features = trained.shape().get(0);
        int each = trained.values().length / features / trained.shape().get(1);
        int before = trained.values().length / features;
        float[] wide = new float[3 * features * each];
        for (int i = 0; i < wide.length; i++) {
            int inside = i % (3 * each);
            float image = trained.values()[i / (3 * each) * before + inside % each];
            wide[i] = inside < each ? image : attention * image;
        }
        List<Integer> shape = Stream.concat(
                        Stream.of(features, 3), trained.shape().stream().skip(2))
                .toList();
        state.put(FIRST, new Tensor(shape, wide));
        CheckpointWriter.write(file, "state_dict", state, Map.of("epoch", 1));
    }

    /** The facts beside the cascade's weights: what its trainer was made with. */
    private void nameTrainer(String before) throws IOException {
        List<Object> made = Arrays.asList("p", 0, "o", "d", false, 0, true, false, before, false);
        Map<String, Object> facts =
                Map.of("init", made, "name", "nnUNetTrainerV2CascadeFullRes", "class", "c", "plans", Nothing.NONE);
        Files.write(cascade.resolve("fold_0").resolve(WEIGHTS + ".pkl"), PickleWriter.write(facts));
    }
}
