package org.bactrian.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.evaluate.CaseScore;
import org.bactrian.evaluate.Dice;
import org.bactrian.evaluate.Scores;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.stage.StageCatalog;
import org.bactrian.train.dataset.Dataset;
import org.bactrian.train.dataset.Fold;
import org.bactrian.train.dataset.TinyDataset;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.TrainingRules;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final int BATCHES = 4;

    private static Dataset dataset;

    @BeforeAll
    static void writeDataset(@TempDir Path shared) throws IOException {
        dataset = Dataset.open(TinyDataset.write(shared.resolve("Dataset001_Tiny"), 6));
    }

    @Test
    void aStoppedAndResumedTrainingEqualsOneThatNeverStopped(@TempDir Path output) throws Exception {
        Path straight = output.resolve("straight");
        Path stopped = output.resolve("stopped");

        new Trainer(tiny(3, BATCHES, 1), dataset, straight, environment(() -> false)).train();
        Outcome first = new Trainer(tiny(3, BATCHES, 1), dataset, stopped, environment(after(BATCHES + 4))).train();
        Outcome second = new Trainer(tiny(3, BATCHES, 1), dataset, stopped, environment(() -> false)).resume();

        assertThat(first.finished()).isFalse();
        assertThat(first.epochs()).hasSize(1);
        assertThat(second.finished()).isTrue();
        assertThat(second.epochs()).hasSize(3);
        assertThat(stopped.resolve("model.bactrian")).hasSameBinaryContentAs(straight.resolve("model.bactrian"));
        assertThat(withoutSeconds(stopped)).isEqualTo(withoutSeconds(straight));
    }

    @Test
    void aTrainingStoppedDuringValidationValidatesAgain(@TempDir Path output) throws Exception {
        Path straight = output.resolve("straight");
        Path stopped = output.resolve("stopped");

        new Trainer(tiny(1, BATCHES, 1), dataset, straight, environment(() -> false)).train();
        Outcome first = new Trainer(tiny(1, BATCHES, 1), dataset, stopped, environment(after(BATCHES + 1))).train();
        new Trainer(tiny(1, BATCHES, 1), dataset, stopped, environment(() -> false)).resume();

        assertThat(first.epochs()).isEmpty();
        assertThat(stopped.resolve("model.bactrian")).hasSameBinaryContentAs(straight.resolve("model.bactrian"));
    }

    @Test
    void theLossFallsAndTheBundleSaysHowItWasMade(@TempDir Path output) throws Exception {
        Outcome outcome = new Trainer(tiny(6, 10, 1), dataset, output, environment(() -> false)).train();

        List<EpochReport> epochs = outcome.epochs();
        assertThat(epochs.get(5).trainLoss()).isLessThan(epochs.get(0).trainLoss() - 0.2);
        ModelBundle bundle = ModelBundle.read(output.resolve("model.bactrian"));
        assertThat(bundle.labels()).containsExactly("background", "kidney", "tumour");
        assertThat(StageCatalog.builtIn().pipeline(bundle.preprocessing()).names())
                .containsExactly("orient", "crop-to-nonzero", "clip-and-z-score", "resample");
        assertThat(bundle.provenance().facts())
                .containsEntry("dataset", "Dataset001_Tiny")
                .containsEntry("trainingCases", "4")
                .containsEntry("heldOutCases", "2")
                .containsEntry("epochs", "6 of 6");
        assertThat(Files.readAllLines(output.resolve("progress.csv")))
                .hasSize(7)
                .startsWith("epoch,learning_rate,train_loss,validation_loss,dice_kidney,dice_tumour,mean_dice,ema_dice,"
                        + "seconds");
        assertThat(output.resolve("best.bactrian")).exists();
    }

    @Test
    void heldOutCasesAreSegmentedWholeAndScored(@TempDir Path output) throws Exception {
        Outcome outcome = new Trainer(tiny(6, 20, 1), dataset, output, environment(() -> false)).train();

        Scores scores = outcome.validation().orElseThrow();
        assertThat(scores.cases()).hasSize(2);
        assertThat(scores.meanDice(1)).isGreaterThan(0.5);
        for (CaseScore score : scores.cases()) {
            LabelMap found = NiftiReader.readLabels(output.resolve("validation/" + score.caseId() + ".nii.gz"))
                    .map();
            LabelMap truth = dataset.find(score.caseId()).readLabels(2);
            assertThat(Dice.score(score.caseId(), found, truth, List.of(1, 2))).isEqualTo(score);
        }
        assertThat(output.resolve("validation/summary.json")).content().contains("foreground_mean");
        assertThat(ModelBundle.read(output.resolve("model.bactrian"))
                        .provenance()
                        .metrics())
                .containsEntry("heldOutDice.kidney", scores.meanDice(1));
    }

    @Test
    void trainingOnAllCasesHoldsNoneOut(@TempDir Path output) throws Exception {
        Recipe recipe = tiny(1, 1, 1);
        Recipe all = recipe.with(recipe.training().holdingOut(Fold.ALL));

        Outcome outcome = new Trainer(all, dataset, output, environment(() -> false)).train();

        assertThat(outcome.finished()).isTrue();
        assertThat(outcome.validation()).isEmpty();
        assertThat(ModelBundle.read(output.resolve("model.bactrian"))
                        .provenance()
                        .facts())
                .containsEntry("trainingCases", "6")
                .containsEntry("heldOutCases", "0");
    }

    @Test
    void aTrainingIsNotResumedWithOtherSettings(@TempDir Path output) throws Exception {
        new Trainer(tiny(3, BATCHES, 1), dataset, output, environment(after(2))).train();

        assertThatThrownBy(() -> new Trainer(tiny(3, BATCHES, 2), dataset, output, environment(() -> false)).resume())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("training was")
                .hasMessageContaining("seed=2");
    }

    @Test
    void withoutACheckpointThereIsNothingToResume(@TempDir Path output) {
        assertThatThrownBy(() -> new Trainer(tiny(1, 1, 1), dataset, output, environment(() -> false)).resume())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("training.checkpoint");
    }

    private static List<String> withoutSeconds(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("progress.csv")).stream()
                .map(row -> row.substring(0, row.lastIndexOf(',')))
                .toList();
    }

    private static BooleanSupplier after(int questions) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.incrementAndGet() > questions;
    }

    private static TrainingEnvironment environment(BooleanSupplier stop) {
        return new TrainingEnvironment(
                StageCatalog.builtIn(), ComputeDevice.CPU, Precision.FLOAT32, TrainingListener.NONE, stop);
    }

    private static Recipe tiny(int epochs, int batches, long seed) {
        UNetPlan network = new UNetPlan(
                new Spacing(3, 3, 3),
                new Index3(16, 16, 8),
                1,
                3,
                List.of(4, 8, 16),
                List.of(new Index3(1, 1, 1), new Index3(2, 2, 2), new Index3(2, 2, 1)),
                Collections.nCopies(3, new Index3(3, 3, 3)),
                Collections.nCopies(3, 1),
                Collections.nCopies(2, 1),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0));
        TrainingRules rules = new TrainingRules(List.of(0.7, 0.3), 0.9, 3e-5, 12, 1e-5);
        return new Recipe(network, new TrainingPlan(epochs, batches, 2, 2, 0.05, 0.9, 0.5, rules, seed, Fold.of(0)));
    }
}
