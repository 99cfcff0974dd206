package org.bactrian.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;

class StageCatalogTest {

    private static final Case ONE_VOXEL =
            Case.of("one", new Volume(Geometry.of(new Index3(1, 1, 1), new Spacing(1, 1, 1)), new float[] {4}));

    private final StageCatalog catalog = new StageCatalog(List.of(new Scale()));

    @Test
    void aStageRunsWithTheSettingsItIsGiven() {
        Pipeline pipeline = catalog.pipeline(List.of(new StageSpec("scale", Map.of("factor", 3))));

        assertThat(pipeline.run(ONE_VOXEL, StageObserver.NONE).channels().get(0).voxels())
                .containsExactly(12);
    }

    @Test
    void silenceTakesTheDefault() {
        Pipeline pipeline = catalog.pipeline(List.of(StageSpec.of("scale")));

        assertThat(pipeline.run(ONE_VOXEL, StageObserver.NONE).channels().get(0).voxels())
                .containsExactly(8);
    }

    @Test
    void everyProblemOfAConfigurationIsToldAtOnce() {
        List<StageSpec> wrong = List.of(
                StageSpec.of("scael"),
                new StageSpec("scale", Map.of("factor", -1)),
                new StageSpec("scale", Map.of("faktor", 1)),
                new StageSpec("scale", Map.of("factor", "much")));

        assertThatThrownBy(() -> catalog.pipeline(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no stage is named 'scael'; known: [scale]")
                .hasMessageContaining("stage 'scale': factor must be positive, got -1.0")
                .hasMessageContaining("no setting is named 'faktor'; known: [factor, margin]")
                .hasMessageContaining("factor: expected a number of type double, got 'much'");
    }

    @Test
    void theStagesOfThisModuleAreKnown() {
        assertThat(StageCatalog.builtIn().factories())
                .extracting(StageFactory::name)
                .containsExactly(
                        "clip-and-own-z-score",
                        "clip-and-z-score",
                        "crop-to-nonzero",
                        "drop-small",
                        "fill-holes",
                        "keep-largest",
                        "keep-two-kidneys",
                        "labels-to-channels",
                        "mark-region",
                        "measure-volumes",
                        "orient",
                        "resample",
                        "rescale-to-0-1",
                        "rgb-to-0-1",
                        "z-score",
                        "zero-outside");
    }

    @Test
    void twoStagesWithOneNameAreAnError() {
        assertThatThrownBy(() -> new StageCatalog(List.of(new Scale(), new Scale())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two stages are named 'scale'");
    }

    @Test
    void aRefusalNamesItsStage() {
        StageCatalog refusing = new StageCatalog(List.of(new Refuse()));
        Pipeline pipeline = refusing.pipeline(List.of(StageSpec.of("refuse")));

        assertThatThrownBy(() -> pipeline.run(ONE_VOXEL, StageObserver.NONE))
                .isInstanceOfSatisfying(BadCaseException.class, refused -> assertThat(refused.stage())
                        .contains("refuse"));
    }

    @Test
    void theObserverHearsOfEveryStageInOrder() {
        List<String> heard = new ArrayList<>();
        Pipeline pipeline = catalog.pipeline(List.of(StageSpec.of("scale"), StageSpec.of("scale")));

        pipeline.run(ONE_VOXEL, (caseId, stage, elapsed) -> heard.add(caseId + "/" + stage));

        assertThat(heard).containsExactly("one/scale", "one/scale");
    }

    record ScaleConfig(
            @Setting(value = "multiplies every intensity", defaultsTo = "2")
            double factor,

            @Setting("voxels, optional") Optional<Integer> margin) {

        ScaleConfig {
            if (factor <= 0) {
                throw new IllegalArgumentException("factor must be positive, got " + factor);
            }
        }
    }

    record NoConfig() {}

    private static final class Scale implements StageFactory<ScaleConfig> {

        @Override
        public String name() {
            return "scale";
        }

        @Override
        public String summary() {
            return "Multiplies every intensity.";
        }

        @Override
        public Class<ScaleConfig> configType() {
            return ScaleConfig.class;
        }

        @Override
        public Stage create(ScaleConfig config) {
            return input -> {
                Volume volume = input.channels().get(0);
                float[] scaled = {(float) (volume.voxels()[0] * config.factor())};
                return input.withChannels(List.of(new Volume(volume.geometry(), scaled)));
            };
        }
    }

    private static final class Refuse implements StageFactory<NoConfig> {

        @Override
        public String name() {
            return "refuse";
        }

        @Override
        public String summary() {
            return "Accepts nothing.";
        }

        @Override
        public Class<NoConfig> configType() {
            return NoConfig.class;
        }

        @Override
        public Stage create(NoConfig config) {
            return input -> {
                throw BadCaseException.of(input.id(), "voxels", 1, "none");
            };
        }
    }
}
