package org.bactrian.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NnUNetPostprocessingTest {

    private final Path file;

    NnUNetPostprocessingTest(@TempDir Path folder) {
        file = folder.resolve("postprocessing.json");
    }

    @Test
    void theSecondVersionKeepsTheLargestIslandWithAllNeighbours() throws IOException {
        List<StageSpec> stages = read("""
                {"postprocessing_fns": ["remove_all_but_largest_component_from_segmentation",
                                        "remove_all_but_largest_component_from_segmentation"],
                 "postprocessing_kwargs": [{"labels_or_regions": [1, [2, 1]]}, {"labels_or_regions": 2}]}
                """);

        assertThat(stages)
                .containsExactly(
                        new StageSpec("keep-largest", Map.of("labels", List.of(1, 2), "connectivity", 26)),
                        new StageSpec("keep-largest", Map.of("labels", List.of(2), "connectivity", 26)));
    }

    @Test
    void theFirstVersionKeepsItWithFacesAndSparesValidSizes() throws IOException {
        List<StageSpec> stages = read("""
                {"for_which_classes": [[1, 2], 2], "min_valid_object_sizes": "{(1, 2): 900.5, 2: 12.0}"}
                """);

        assertThat(stages)
                .containsExactly(
                        new StageSpec(
                                "keep-largest",
                                Map.of("labels", List.of(1, 2), "connectivity", 6, "spareFromMm3", 900.5)),
                        new StageSpec(
                                "keep-largest", Map.of("labels", List.of(2), "connectivity", 6, "spareFromMm3", 12.0)));
    }

    @Test
    void aFileOfTheFirstVersionIsRead() throws IOException {
        Path written = SharedFolder.path("golden/nnunet/v1/RESULTS_FOLDER/nnUNet/3d_fullres/Task501_MiniKidney/"
                + "nnUNetTrainerV2__nnUNetPlansv2.1/postprocessing.json");

        assertThat(NnUNetPostprocessing.read(written))
                .containsExactly(new StageSpec("keep-largest", Map.of("labels", List.of(2), "connectivity", 6)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluation/synthetic/two/pred",
                "evaluation/synthetic/helps/pred",
                "nnUNet_results/Dataset501_MiniKidney/ensembles/"
                        + "ensemble___nnUNetTrainer__nnUNetPlans__3d_fullres___nnUNetTrainer__nnUNetPlans__2d___0_1"
            })
    void aPickleSaysTheSameAsTheFileBesideIt(String folder) throws IOException {
        Path written = SharedFolder.path("golden/nnunet").resolve(folder);

        List<StageSpec> stages = NnUNetPostprocessing.read(written.resolve("postprocessing.pkl"));

        assertThat(stages).isNotEmpty();
        assertThat(stages).isEqualTo(NnUNetPostprocessing.read(written.resolve("postprocessing.json")));
    }

    @Test
    void aPickleThatNamesAnotherFunctionIsRefused(@TempDir Path folder) throws IOException {
        Path pickle = folder.resolve("postprocessing.pkl");
        Files.writeString(pickle, "(cos\nsystem\n(S'true'\ntR]t.", StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> NnUNetPostprocessing.read(pickle))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("os.system");
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> read("{\"postprocessing_fns\": [\"sharpen\"], \"postprocessing_kwargs\": [{}]}"))
                .isInstanceOf(BadCaseException.class);
        assertThatThrownBy(
                        () -> read(
                                "{\"postprocessing_fns\": [\"sharpen\"], \"postprocessing_kwargs\": [{\"labels_or_regions\": 1}]}"))
                .hasMessageContaining("sharpen")
                .hasMessageContaining("remove_all_but_largest");
        assertThatThrownBy(() -> read("[]")).isInstanceOf(BadCaseException.class);
        assertThatThrownBy(() -> read("{}")).hasMessageContaining("postprocessing_fns");
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Files.write(file, new byte[] {'{', (byte) 0xFF, '}'});

        assertThatThrownBy(() -> NnUNetPostprocessing.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessage("postprocessing.json: text is 0xFF at byte 1, expected UTF-8");
    }

    private List<StageSpec> read(String json) throws IOException {
        Files.writeString(file, json);
        return NnUNetPostprocessing.read(file);
    }
}
