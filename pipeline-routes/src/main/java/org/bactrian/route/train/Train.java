package org.bactrian.route.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.bactrian.event.TrainingEvent.Requested;
import org.bactrian.train.Outcome;
import org.bactrian.train.Recipe;
import org.bactrian.train.Trainer;
import org.bactrian.train.TrainingEnvironment;
import org.bactrian.train.TrainingFolder;
import org.bactrian.train.TrainingPlan;
import org.bactrian.train.dataset.Dataset;
import org.bactrian.train.dataset.Fold;
import org.bactrian.volume.BadCaseException;

/**
 * Trains a network. A training that was stopped goes on from its checkpoint; one that is stopped now leaves its
 * checkpoint in the store and its message to the next worker.
 */
final class Train implements Function<TrainingWork, TrainedWork> {

    private final Recipes recipes;
    private final TrainingEnvironment environment;
    private final Function<TrainingWork, EpochReports> reports;

    /**
     * The word.
     *
     * @param reports who is told of each epoch of a training
     */
    Train(Recipes recipes, TrainingEnvironment environment, Function<TrainingWork, EpochReports> reports) {
        this.recipes = recipes;
        this.environment = environment;
        this.reports = reports;
    }

    /** Where the checkpoint of a training lies. */
    static Path checkpoint(TrainingWork work) {
        return new TrainingFolder(work.output()).checkpoint();
    }

    @Override
    public TrainedWork apply(TrainingWork work) {
        try {
            Dataset dataset = Dataset.open(work.dataset());
            Recipe recipe = recipe(work.requested(), dataset);
            EpochReports told = reports.apply(work);
            Trainer trainer =
                    new Trainer(recipe, dataset, work.output(), environment.heardBy(told.of(recipe, dataset)));
            Outcome outcome = Files.exists(checkpoint(work)) ? trainer.resume() : trainer.train();
            if (!outcome.finished()) {
                told.keepCheckpoint();
                throw new RejectedExecutionException("the worker stops; the training will go on from its checkpoint");
            }
            return new TrainedWork(work, dataset.description().labels(), outcome);
        } catch (IllegalArgumentException wrong) {
            throw BadCaseException.of(
                            work.requested().trainingId(), "request", String.valueOf(wrong.getMessage()), "a training")
                    .because(wrong);
        } catch (IOException failed) {
            throw new UncheckedIOException("the training's files: " + failed.getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("the worker stops at once", stopped);
        }
    }

    private Recipe recipe(Requested requested, Dataset dataset) {
        Recipe recipe = recipes.named(requested.preset(), dataset.description());
        TrainingPlan plan = recipe.training();
        return recipe.with(plan.lasting(requested.epochs(), plan.batchesPerEpoch())
                .seeded(requested.seed())
                .holdingOut(Fold.parse(requested.fold())));
    }
}
