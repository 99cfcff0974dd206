package org.bactrian.checkpoint.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.segment.FirstVersionFiles;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two models in the layout of nnU-Net's first version, and the folder that tells they are better together. */
class FirstVersionEnsembleTest {

    private static final String TRAINER = "nnUNetTrainerV2__nnUNetPlansv2.1";

    private final Path results;
    private final Path fine;
    private final Path coarse;

    FirstVersionEnsembleTest(@TempDir Path results) {
        this.results = results;
        this.fine = results.resolve("3d_fullres/Task007_Thin/" + TRAINER);
        this.coarse = results.resolve("3d_lowres/Task007_Thin/" + TRAINER);
    }

    @BeforeEach
    void makeModels() throws IOException {
        for (Path model : List.of(fine, coarse)) {
            Files.createDirectories(model.resolve("fold_0"));
            for (String file : List.of(
                    "plans.pkl", "fold_0/model_final_checkpoint.model", "fold_0/model_final_checkpoint.model.pkl")) {
                Files.copy(FirstVersionFiles.of("thin").resolve(file), model.resolve(file));
            }
            Files.writeString(model.resolve("postprocessing.json"), """
                    {"for_which_classes": [2], "min_valid_object_sizes": "None"}""");
        }
    }

    @Test
    void itsNameNamesTheModelsAndItsCleanUpIsTheirs() throws IOException {
        Path ensemble = ensemble("3d_lowres");

        ModelSet set = ModelSet.open(List.of(ensemble), ModelWishes.USUAL);

        assertThat(set.members()).extracting(ModelSet.Member::path).containsExactly(coarse, fine);
        assertThat(set.postprocessing()).extracting(StageSpec::stage).containsExactly("keep-largest");
        assertThat(set.postprocessing().get(0).settings()).containsEntry("labels", List.of(1));
    }

    @Test
    void theModelsFindItWhereTheyAreGivenTogether() throws IOException {
        ModelSet alone = ModelSet.open(List.of(fine, coarse), ModelWishes.USUAL);
        ensemble("3d_lowres");

        ModelSet told = ModelSet.open(List.of(fine, coarse), ModelWishes.USUAL);

        assertThat(alone.postprocessing().get(0).settings()).containsEntry("labels", List.of(2));
        assertThat(told.postprocessing().get(0).settings()).containsEntry("labels", List.of(1));
    }

    @Test
    void aMemberThatIsNotThereIsNamed() throws IOException {
        Path ensemble = ensemble("2d");

        assertThatThrownBy(() -> ModelSet.open(List.of(ensemble), ModelWishes.USUAL))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining(Path.of("2d", "Task007_Thin", TRAINER).toString());
    }

    private Path ensemble(String other) throws IOException {
        Path folder = Files.createDirectories(results.resolve(
                "ensembles/Task007_Thin/ensemble_%s__%s--3d_fullres__%s".formatted(other, TRAINER, TRAINER)));
        Files.writeString(folder.resolve("postprocessing.json"), """
                {"for_which_classes": [1], "min_valid_object_sizes": "None"}""");
        return folder;
    }
}
