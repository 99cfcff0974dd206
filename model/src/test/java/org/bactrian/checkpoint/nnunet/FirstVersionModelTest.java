package org.bactrian.checkpoint.nnunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bactrian.checkpoint.pickle.Nothing;
import org.bactrian.checkpoint.pickle.PickleWriter;
import org.bactrian.segment.FirstVersionFiles;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a checkpoint of the first version tells beside its weights. */
class FirstVersionModelTest {

    private static final String WEIGHTS = "fold_0/model_final_checkpoint.model";

    private final Path folder;

    FirstVersionModelTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void copy() throws IOException {
        Path trained = FirstVersionFiles.of("thin");
        Files.createDirectory(folder.resolve("fold_0"));
        for (String file : List.of("plans.pkl", WEIGHTS)) {
            Files.copy(trained.resolve(file), folder.resolve(file));
        }
    }

    @Test
    void theStageIsTheSixthArgumentOfATrainer() throws IOException {
        tell("nnUNetTrainerV2", "plans", 0, "out", "data", false, 0, true);

        assertThat(opened()).isEqualTo(3);
    }

    @Test
    void aTrainerOfSeveralGpusIsToldTheNumberOfOneFirst() throws IOException {
        tell("nnUNetTrainerV2_DDP", "plans", 0, 0, "out", "data", false, 0, true);

        assertThat(opened()).isEqualTo(3);
    }

    @Test
    void aStageThatIsNotToldIsTheOnlyOne() throws IOException {
        tell("nnUNetTrainerV2", "plans", 0, "out", "data", false, Nothing.NONE, true);

        assertThat(opened()).isEqualTo(3);
    }

    @Test
    void argumentsThatTellNoStageOfThePlanAreRefused() throws IOException {
        for (Object stage : List.<Object>of(1, -1, true, "0", "0, 1")) {
            tell("nnUNetTrainerV2", "plans", 0, "out", "data", false, stage);

            assertThatThrownBy(this::opened)
                    .isInstanceOf(BadCaseException.class)
                    .hasMessageContaining("init is")
                    .hasMessageContaining("one of the stages [0]");
        }
    }

    private int opened() throws IOException {
        return FirstVersionModel.open(folder, ModelWishes.USUAL).imageChannels();
    }

    private void tell(String trainer, Object... arguments) throws IOException {
        Map<String, Object> facts =
                Map.of("init", Arrays.asList(arguments), "name", trainer, "class", "c", "plans", Nothing.NONE);
        Files.write(folder.resolve(WEIGHTS + ".pkl"), PickleWriter.write(facts));
    }
}
