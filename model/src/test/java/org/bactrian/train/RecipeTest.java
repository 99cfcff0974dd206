package org.bactrian.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bactrian.stage.StageCatalog;
import org.bactrian.train.dataset.DatasetDescription;
import org.bactrian.train.dataset.Fingerprint;
import org.bactrian.train.dataset.Fold;
import org.bactrian.unet.program.TrainingRules;
import org.bactrian.unet.program.UNetProgram;
import org.junit.jupiter.api.Test;

class RecipeTest {

    private static final DatasetDescription KIDNEYS =
            new DatasetDescription(List.of("background", "kidney", "tumor"), 1, 10, ".nii.gz");

    private static final Fingerprint CT = new Fingerprint(List.of(new Fingerprint.Channel(-79, 304, 101, 76.9)));

    @Test
    void theLearningRateFallsAsInNnUNet() {
        TrainingPlan plan = TrainingPlan.nnUNet(5);

        assertThat(plan.learningRate(0)).isEqualTo(0.01);
        assertThat(plan.learningRate(1)).isCloseTo(0.009990999549834914, within(1e-17));
        assertThat(plan.learningRate(500)).isCloseTo(0.005358867312681466, within(1e-17));
        assertThat(plan.learningRate(999)).isCloseTo(1.995262314968881e-05, within(1e-17));
    }

    @Test
    void everyBadValueOfAPlanIsNamedAtOnce() {
        TrainingRules rules = TrainingRules.standard(5);

        assertThatThrownBy(() -> new TrainingPlan(0, 1, 1, 0, -1, 0.9, 0.2, rules, 0, Fold.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("epochs must be 1 or more, got 0")
                .hasMessageContaining("batchSize must be 1 or more, got 0")
                .hasMessageContaining("learningRate must be positive, got -1.0")
                .hasMessageContaining("foregroundShare must be 1/3 to 1, got 0.2");
    }

    @Test
    void presetsAreFoundByName() {
        assertThat(Preset.named("quick")).isEqualTo(Preset.QUICK);
        assertThatThrownBy(() -> Preset.named("fast"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("known: [nnunet, reference, quick]");
    }

    @Test
    void theReferenceNetworkHasItsParameters() {
        Recipe recipe = Preset.REFERENCE.recipe(KIDNEYS);

        assertThat(UNetProgram.of(recipe.network()).parameterCount()).isEqualTo(30_786_799);
    }

    @Test
    void theQuickNetworkFitsInSixMegabytes() {
        Recipe recipe = Preset.QUICK.recipe(KIDNEYS);

        assertThat(UNetProgram.of(recipe.network()).parameterCount() * Float.BYTES)
                .isLessThan(5_800_000);
    }

    @Test
    void everyPresetsStagesAreKnown() {
        for (Preset preset : Preset.values()) {
            Recipe recipe = preset.recipe(KIDNEYS);

            assertThat(StageCatalog.builtIn().pipeline(recipe.preprocessing(CT)).names())
                    .containsExactly("orient", "crop-to-nonzero", "clip-and-z-score", "resample");
            assertThat(StageCatalog.builtIn()
                            .pipeline(recipe.postprocessing(KIDNEYS.labels()))
                            .names())
                    .containsExactly("keep-two-kidneys", "drop-small", "measure-volumes");
        }
    }

    @Test
    void onlyKidneysAreCleanedUpAsKidneys() {
        Recipe recipe = Preset.QUICK.recipe(KIDNEYS);

        assertThat(recipe.postprocessing(List.of("background", "spleen"))).isEmpty();
    }

    @Test
    void networkAndPlanMustAgreeOnTheHeads() {
        Recipe recipe = Preset.QUICK.recipe(KIDNEYS);

        assertThatThrownBy(() -> recipe.with(TrainingPlan.nnUNet(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 heads")
                .hasMessageContaining("weighs 5");
    }
}
