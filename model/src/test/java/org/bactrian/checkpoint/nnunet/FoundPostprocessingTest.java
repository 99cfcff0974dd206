package org.bactrian.checkpoint.nnunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundPostprocessingTest {

    private final Path model;

    FoundPostprocessingTest(@TempDir Path model) {
        this.model = model;
    }

    @Test
    void nothingIsFoundWhereNothingIs() throws IOException {
        Files.createDirectory(model.resolve("crossval_results_folds_0_1"));

        assertThat(FoundPostprocessing.beside(model, List.of("0", "1"))).isEmpty();
    }

    @Test
    void theCrossValidationOfTheFoldsInUseCounts() throws IOException {
        keepLargest("crossval_results_folds_0_1_2_3_4", 1);
        keepLargest("crossval_results_folds_0_1", 2);

        FoundPostprocessing found =
                FoundPostprocessing.beside(model, List.of("0", "1")).orElseThrow();

        assertThat(found.file()).isEqualTo(Path.of("crossval_results_folds_0_1", "postprocessing.json"));
        assertThat(found.stages())
                .containsExactly(new StageSpec("keep-largest", Map.of("labels", List.of(2), "connectivity", 26)));
    }

    @Test
    void elseTheOneOfMostFoldsCounts() throws IOException {
        keepLargest("crossval_results_folds_0_1_2_3_4", 1);
        keepLargest("crossval_results_folds_0_1", 2);

        FoundPostprocessing found =
                FoundPostprocessing.beside(model, List.of("3")).orElseThrow();

        assertThat(found.file().toString()).startsWith("crossval_results_folds_0_1_2_3_4");
    }

    @Test
    void aFileThatIsNoneIsRefusedByName() throws IOException {
        Files.writeString(model.resolve("postprocessing.json"), "[]");

        assertThatThrownBy(() -> FoundPostprocessing.beside(model, List.of("0")))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("postprocessing.json");
    }

    @Test
    void aModelOfTheFirstVersionCleansUpAsItsFileSays() throws IOException {
        Path folder = SharedFolder.path("golden/nnunet/v1/RESULTS_FOLDER/nnUNet/3d_fullres/Task501_MiniKidney/"
                + "nnUNetTrainerV2__nnUNetPlansv2.1");

        ModelBundle bundle = FirstVersionModel.open(folder, ModelWishes.USUAL);

        assertThat(bundle.postprocessing())
                .containsExactly(new StageSpec("keep-largest", Map.of("labels", List.of(2), "connectivity", 6)));
        assertThat(bundle.provenance().facts()).containsEntry("clean-up", "postprocessing.json");
    }

    private void keepLargest(String folder, int label) throws IOException {
        Files.createDirectories(model.resolve(folder));
        Files.writeString(model.resolve(folder).resolve("postprocessing.json"), """
                {"postprocessing_fns": ["remove_all_but_largest_component_from_segmentation"],
                 "postprocessing_kwargs": [{"labels_or_regions": %d}]}
                """.formatted(label));
    }
}
