package org.bactrian.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bactrian.evaluate.Scores;
import org.bactrian.stage.StageSpec;
import org.bactrian.train.dataset.CrossValidation;
import org.bactrian.train.dataset.Dataset;
import org.bactrian.train.dataset.Fingerprint;
import org.bactrian.train.dataset.Preparation;
import org.bactrian.train.dataset.PreparedCase;
import org.bactrian.train.dataset.TrainingCase;
import org.bactrian.unet.program.TrainingState;
import org.bactrian.unet.program.UNetProgram;

/**
 * Trains a network: prepares the data, runs the epochs, keeps checkpoints, and bundles the model. For use by one thread,
 * once.
 */
public final class Trainer {

    private final Recipe recipe;
    private final Dataset dataset;
    private final TrainingFolder folder;
    private final TrainingEnvironment environment;

    /**
     * A trainer.
     *
     * @param output the folder that takes everything the training makes
     */
    public Trainer(Recipe recipe, Dataset dataset, Path output, TrainingEnvironment environment) {
        this.recipe = recipe;
        this.dataset = dataset;
        this.folder = new TrainingFolder(output);
        this.environment = environment;
    }

    /**
     * Trains from the beginning; an earlier training in the output folder is overwritten.
     *
     * @throws org.bactrian.volume.BadCaseException when a case cannot be prepared
     * @throws IllegalArgumentException when the dataset cannot be split or normalised
     */
    public Outcome train() throws IOException, InterruptedException {
        Prepared data = prepare();
        long seed = recipe.training().seed();
        TrainingState start =
                TrainingState.atRest(UNetProgram.of(recipe.network()).initialWeights(seed));
        return run(data, new TrainingCheckpoint(data.settings(), TrainingProgress.START, start));
    }

    /**
     * Goes on from the checkpoint in the output folder, as if the training had never stopped; bit for bit on the same
     * machine.
     *
     * @throws IllegalArgumentException when there is no checkpoint, or it began with other settings or cases
     */
    public Outcome resume() throws IOException, InterruptedException {
        if (!Files.exists(folder.checkpoint())) {
            throw new IllegalArgumentException("there is no checkpoint to resume from: "
                    + folder.checkpoint().getFileName());
        }
        TrainingCheckpoint checkpoint = TrainingCheckpoint.read(folder.checkpoint());
        Prepared data = prepare();
        checkpoint.requireSettings(data.settings());
        return run(data, checkpoint);
    }

    /** Cases ready to train on, and all that decides the course of the training. */
    private record Prepared(
            List<PreparedCase> training,
            List<PreparedCase> validation,
            List<StageSpec> stages,
            SortedMap<String, String> settings) {

        /** How many cases were not trained on. */
        int heldOut() {
            return training.equals(validation) ? 0 : validation.size();
        }
    }

    private Prepared prepare() throws IOException {
        Files.createDirectories(folder.folder());
        CrossValidation.Split split =
                CrossValidation.split(dataset.caseIds(), recipe.training().fold());
        List<StageSpec> stages = recipe.preprocessing(Fingerprint.of(dataset));
        Preparation preparation = new Preparation(
                folder.prepared(),
                environment.stages().pipeline(stages),
                stages,
                dataset.description().labels().size() - 1);
        Map<String, PreparedCase> ready = new TreeMap<>();
        preparation
                .prepare(dataset.cases(), environment.listener()::casePrepared)
                .forEach(prepared -> ready.put(prepared.id(), prepared));
        SortedMap<String, String> settings = new TreeMap<>(Map.of(
                "network", recipe.network().toString(),
                "training", recipe.training().toString(),
                "stages", stages.toString(),
                "cases", dataset.caseIds().toString()));
        return new Prepared(
                split.training().stream().map(ready::get).toList(),
                split.validation().stream().map(ready::get).toList(),
                stages,
                settings);
    }

    private Outcome run(Prepared data, TrainingCheckpoint start) throws IOException, InterruptedException {
        BundleMaker bundles = new BundleMaker(
                recipe, dataset, data.stages(), data.training().size(), data.heldOut(), environment.precision());
        TrainingCheckpoint end;
        try (TrainingLoop loop = new TrainingLoop(recipe, start, environment)) {
            if (!epochs(data, loop, bundles)) {
                return Outcome.stopped(loop.progress().reports());
            }
            end = loop.checkpoint();
        }
        bundles.of(end, Optional.empty()).write(folder.model());
        return validated(data, end, bundles);
    }

    /** Runs the epochs that remain; false when it was stopped. */
    private boolean epochs(Prepared data, TrainingLoop loop, BundleMaker bundles)
            throws IOException, InterruptedException {
        BatchSource training = BatchSource.training(recipe, data.training());
        BatchSource validation = BatchSource.validation(recipe, data.validation());
        while (loop.progress().epoch() < recipe.training().epochs()) {
            boolean finished = loop.epoch(training, validation);
            TrainingCheckpoint checkpoint = loop.checkpoint();
            TrainingProgress progress = checkpoint.progress();
            checkpoint.write(folder.checkpoint(), recipe);
            ProgressCsv.write(folder.progress(), dataset.description().labels(), progress.reports());
            if (!finished) {
                return false;
            }
            if (progress.lastIsBest()) {
                bundles.of(checkpoint, Optional.empty()).write(folder.bestModel());
            }
            environment.listener().epochFinished(progress.lastReport());
        }
        return true;
    }

    private Outcome validated(Prepared data, TrainingCheckpoint end, BundleMaker bundles) throws IOException {
        List<EpochReport> reports = end.progress().reports();
        if (data.heldOut() == 0) {
            return new Outcome(true, reports, Optional.empty());
        }
        List<TrainingCase> held = data.validation().stream()
                .map(prepared -> dataset.find(prepared.id()))
                .toList();
        Optional<Scores> scores = new FoldValidation(held, folder, environment).run(bundles.of(end, Optional.empty()));
        if (scores.isPresent()) {
            bundles.of(end, scores).write(folder.model());
        }
        return new Outcome(scores.isPresent(), reports, scores);
    }
}
