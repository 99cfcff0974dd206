package org.bactrian.checkpoint.nnunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.plan.ForeignPlan;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedTest {

    private static final String TWO = "[[12, 12, 12], [16, 16, 16]]";
    private static final StageSpec LABELS = new StageSpec("labels-to-channels", Map.of("labels", List.of(1, 2)));

    private final Path folder;

    PlannedTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({"3d_lowres, 2, 12, 1", "3d_fullres, 1, 16, 1", "3d_cascade_fullres, 1, 16, 3"})
    void aConfigurationOfTheFirstVersionHasItsOwnResolution(String name, double mm, int patch, int channels)
            throws IOException {
        Planned planned = Planned.read(FirstVersionPickle.of(folder, TWO), Optional.of(name));

        ForeignPlan plan = planned.foreign();
        assertThat(planned.configuration().name()).isEqualTo(name);
        assertThat(plan.spacingMm()).isEqualTo(new Spacing(mm, mm, mm));
        assertThat(plan.patch()).isEqualTo(new Index3(patch, patch, patch));
        assertThat(plan.inputChannels()).isEqualTo(channels);
        assertThat(planned.configuration().stages().contains(LABELS)).isEqualTo(channels == 3);
    }

    @ParameterizedTest
    @CsvSource({"'[[12, 12, 12], [16, 16, 16]]', 3d_fullres", "'[[16, 16, 16]]', 3d_fullres", "'[[16, 16]]', 2d"})
    void whereNoneIsNamedTheFinestIsTaken(String patches, String name) throws IOException {
        Planned planned = Planned.read(FirstVersionPickle.of(folder, patches), Optional.empty());

        assertThat(planned.configuration().name()).isEqualTo(name);
        assertThat(planned.foreign().patch().x()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({
        "'[[12, 12, 12], [16, 16, 16]]', 2d, '[3d_lowres, 3d_fullres, 3d_cascade_fullres]'",
        "'[[16, 16, 16]]', 3d_lowres, [3d_fullres]",
        "'[[16, 16]]', 3d_fullres, [2d]"
    })
    void aConfigurationThatTheFirstVersionHasNotIsRefused(String patches, String name, String known)
            throws IOException {
        Path plans = FirstVersionPickle.of(folder, patches);

        assertThatThrownBy(() -> Planned.read(plans, Optional.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("plans.pkl has no configuration %s; known: %s".formatted(name, known));
    }

    @Test
    void scoresAreAveragedAsTheVersionOfThePlanDoes() throws IOException {
        Planned first = Planned.read(FirstVersionPickle.of(folder, TWO), Optional.empty());
        Planned second = Planned.read(secondVersion(), Optional.of("3d_lowres"));

        assertThat(first.scoring())
                .isEqualTo(Scoring.ofProbabilities(
                        1, List.of(), first.configuration().scores()));
        assertThat(second.scoring().ensemble()).isEqualTo(Ensemble.ALONE);
    }

    @Test
    void aCascadeOfTheSecondVersionSeesTheLabelsBeforeIt() throws IOException {
        Planned cascade = Planned.read(secondVersion(), Optional.of("3d_cascade_fullres"));
        Planned alone = Planned.read(secondVersion(), Optional.of("3d_lowres"));

        assertThat(cascade.foreign().inputChannels()).isEqualTo(3);
        assertThat(cascade.configuration().stages()).endsWith(LABELS);
        assertThat(alone.foreign().inputChannels()).isEqualTo(1);
        assertThat(alone.configuration().stages()).doesNotContain(LABELS);
    }

    @ParameterizedTest
    @CsvSource({"plans", "plans.pkl"})
    void aFolderIsNoPlan(String name) throws IOException {
        Path plans = Files.createDirectory(folder.resolve(name));

        assertThatThrownBy(() -> Planned.read(plans, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--plan takes a file")
                .hasMessageContaining(plans.toString());
    }

    private Path secondVersion() throws IOException {
        Files.writeString(folder.resolve("dataset.json"), """
                {"channel_names": {"0": "CT"}, "labels": {"background": 0, "kidney": 1, "tumor": 2}}
                """);
        return Files.writeString(folder.resolve("plans.json"), """
                {"dataset_name": "Dataset009_Both", "image_reader_writer": "SimpleITKIO", "transpose_forward": [0, 1, 2],
                 "configurations": {
                  "3d_lowres": {"patch_size": [8, 16, 16], "spacing": [3, 2, 2],
                   "normalization_schemes": ["NoNormalization"], "use_mask_for_norm": [false]},
                  "3d_cascade_fullres": {"inherits_from": "3d_lowres", "previous_stage": "3d_lowres"}}}
                """);
    }
}
