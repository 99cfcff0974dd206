package org.bactrian.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private List<StageSpec> read(String json) throws IOException {
        Files.writeString(file, json);
        return NnUNetPostprocessing.read(file);
    }
}
