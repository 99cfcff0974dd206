package org.bactrian.checkpoint.nnunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.unet.Network;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Difference;
import org.bactrian.volume.NumpyArchive;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that nnU-Net 2.8.1 has trained, and what its networks make of one fixed patch in double precision. */
class NnUNetModelTest {

    /** Relative to the largest score; nnU-Net's own single precision is within 2e-5. */
    private static final double TOLERANCE = 1e-4;

    private static final String RESULTS = "golden/nnunet/nnUNet_results/";
    private static final String PLAIN = "Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlans__3d_fullres";

    @ParameterizedTest
    @CsvSource({
        "a, " + PLAIN + ", 0",
        "a, Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlansV23__3d_fullres, 0",
        "b, Dataset501_MiniKidney/nnUNetTrainer__nnUNetResEncUNetMPlans__3d_fullres, 0",
        "c, Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlans__2d, 0",
        "d, Dataset502_MiniRegions/nnUNetTrainer__nnUNetPlans__3d_fullres, 0",
        "e_lowres, Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlans__3d_lowres, all"
    })
    void aPatchIsScoredAsNnUNetScoresIt(String variant, String model, String fold) throws IOException {
        ModelBundle bundle = NnUNetModel.open(folder(model), new ModelWishes(List.of(fold), Optional.empty()));

        assertScoresPatch(bundle, variant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint_orig_mod.pth", "checkpoint_module.pth", "checkpoint_legacy_serialization.pth"})
    void wrappedAndOlderCheckpointsHoldTheSameNetwork(String checkpoint) throws IOException {
        ModelBundle bundle = NnUNetModel.open(folder(PLAIN), new ModelWishes(List.of("0"), Optional.of(checkpoint)));

        ModelBundle usual = NnUNetModel.open(folder(PLAIN), new ModelWishes(List.of("0"), Optional.empty()));
        assertThat(bundle.plan()).isEqualTo(usual.plan());
        for (String name : usual.weights().names()) {
            assertThat(bundle.weights().get(name).values())
                    .isEqualTo(usual.weights().get(name).values());
        }
    }

    @Test
    void allFoldsBecomeOneBundleThatScoresTheirMean(@TempDir Path temporary) throws IOException {
        ModelBundle both = NnUNetModel.open(folder(PLAIN), ModelWishes.USUAL);
        Path file = temporary.resolve("both.bactrian");
        both.write(file);
        float[] patch = patches("a").array("input");

        float[] mean = scores(ModelBundle.read(file), patch);

        float[] first = scores(NnUNetModel.open(folder(PLAIN), new ModelWishes(List.of("0"), Optional.empty())), patch);
        float[] second =
                scores(NnUNetModel.open(folder(PLAIN), new ModelWishes(List.of("1"), Optional.empty())), patch);
        assertThat(both.scoring().ensemble().members()).isEqualTo(2);
        for (int i = 0; i < mean.length; i += 97) {
            assertThat(mean[i]).isEqualTo((first[i] + second[i]) / 2, org.assertj.core.api.Assertions.within(1e-5f));
        }
    }

    @Test
    void regionsAreNamedByWhatTheyArePaintedWith() throws IOException {
        ModelBundle bundle = NnUNetModel.open(
                folder("Dataset502_MiniRegions/nnUNetTrainer__nnUNetPlans__3d_fullres"), ModelWishes.USUAL);

        assertThat(bundle.labels()).containsExactly("background", "kidney", "tumor");
        assertThat(bundle.scoring().regionLabels()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model_final_checkpoint.model", "model_legacy_serialization.model"})
    void aPatchIsScoredAsTheFirstVersionScoresIt(String checkpoint) throws IOException {
        ModelBundle bundle = FirstVersionModel.open(
                SharedFolder.path("golden/nnunet/v1/RESULTS_FOLDER/nnUNet/3d_fullres/Task501_MiniKidney/"
                        + "nnUNetTrainerV2__nnUNetPlansv2.1"),
                new ModelWishes(List.of(), Optional.of(checkpoint)));
        NumpyArchive patches = new NumpyArchive(SharedFolder.path("golden/nnunet/v1/predictions/patch_v1.npz"));
        float[] expected = patches.array("output_0");

        float[] scores;
        try (Network network =
                Network.inference(bundle.unet(), bundle.weights(), Precision.FLOAT32, ComputeDevice.CPU)) {
            scores = network.scores(patches.array("input"));
        }

        assertThat(bundle.unet().features()).containsExactly(5, 10, 20, 40);
        assertThat(Difference.largest(scores, expected)).isLessThan(1e-4);
    }

    @Test
    void aFoldThatIsNotThereIsNamed() {
        Path folder = folder(PLAIN);

        assertThatThrownBy(() -> NnUNetModel.open(folder, new ModelWishes(List.of("4"), Optional.empty())))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("fold_4");
    }

    @Test
    void weightsOfAnotherNetworkAreListed(@TempDir Path temporary) throws IOException {
        Path mixed = Files.createDirectories(temporary.resolve("mixed"));
        for (String name : List.of("plans.json", "dataset.json")) {
            Files.copy(folder(PLAIN).resolve(name), mixed.resolve(name));
        }
        Files.createDirectory(mixed.resolve("fold_0"));
        Files.copy(
                folder("Dataset501_MiniKidney/nnUNetTrainer__nnUNetResEncUNetMPlans__3d_fullres")
                        .resolve("fold_0/checkpoint_final.pth"),
                mixed.resolve("fold_0/checkpoint_final.pth"));

        assertThatThrownBy(() -> NnUNetModel.open(mixed, ModelWishes.USUAL))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("encoder.stages.0.0.convs.0.conv.weight is missing");
    }

    private static void assertScoresPatch(ModelBundle bundle, String variant) {
        NumpyArchive patches = patches(variant);
        float[] expected = patches.array("output_0_float64_rounded_to_float32");

        float[] scores = scores(bundle, patches.array("input"));

        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - scores[i]));
        }
        assertThat(scores).hasSameSizeAs(expected);
        assertThat(difference).isLessThan(TOLERANCE * largest);
    }

    private static float[] scores(ModelBundle bundle, float[] patch) {
        try (Network network = Network.inference(
                bundle.description().program(), bundle.weights(), Precision.FLOAT32, ComputeDevice.CPU)) {
            return network.scores(patch);
        }
    }

    private static NumpyArchive patches(String variant) {
        return new NumpyArchive(SharedFolder.path("golden/nnunet/predictions/patch_" + variant + ".npz"));
    }

    private static Path folder(String model) {
        return SharedFolder.path(RESULTS + model);
    }
}
