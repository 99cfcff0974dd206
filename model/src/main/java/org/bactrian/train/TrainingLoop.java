package org.bactrian.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bactrian.unet.TrainableNetwork;
import org.bactrian.unet.Validation;

/** Runs epochs on a network, batch by batch, and knows at every batch how far it has come. */
final class TrainingLoop implements AutoCloseable {

    private static final double NANOSECONDS = 1e9;

    private final Recipe recipe;
    private final TrainingEnvironment environment;
    private final TrainingCheckpoint start;
    private final TrainableNetwork network;
    private TrainingProgress progress;

    TrainingLoop(Recipe recipe, TrainingCheckpoint start, TrainingEnvironment environment) {
        this.recipe = recipe;
        this.environment = environment;
        this.start = start;
        this.progress = start.progress();
        this.network = TrainableNetwork.load(
                recipe.network(),
                start.state(),
                recipe.training().rules(),
                environment.precision(),
                environment.device());
    }

    TrainingProgress progress() {
        return progress;
    }

    /** All that is needed to go on from here. */
    TrainingCheckpoint checkpoint() {
        return new TrainingCheckpoint(start.settings(), progress, network.state());
    }

    /** Runs the epoch to its end; false when it was stopped before, and will go on where it stopped. */
    boolean epoch(BatchSource training, BatchSource validation) throws InterruptedException {
        long began = System.nanoTime();
        if (!steps(training)) {
            return false;
        }
        List<Validation> validations = validate(validation);
        if (validations.isEmpty()) {
            return false;
        }
        progress = progress.after(report(validations, seconds(began)));
        return true;
    }

    @Override
    public void close() {
        network.close();
    }

    private boolean steps(BatchSource source) throws InterruptedException {
        int epoch = progress.epoch();
        int batches = recipe.training().batchesPerEpoch();
        if (progress.batch() == batches) {
            return true;
        }
        double learningRate = recipe.training().learningRate(epoch);
        try (BatchFeed feed = new BatchFeed(number -> source.batch(epoch, number), progress.batch(), batches)) {
            for (int number = progress.batch(); number < batches; number++) {
                if (environment.stop().getAsBoolean()) {
                    return false;
                }
                Batch batch = feed.take();
                double loss = network.trainStep(batch.images(), batch.labels(), batch.size(), learningRate);
                requireFinite(loss, epoch, number);
                progress = progress.after(loss);
                environment.listener().batchFinished(epoch, number, loss);
            }
        }
        return true;
    }

    /** One entry a batch; empty when it was stopped. */
    private List<Validation> validate(BatchSource source) throws InterruptedException {
        int epoch = progress.epoch();
        int batches = recipe.training().validationBatches();
        List<Validation> validations = new ArrayList<>();
        try (BatchFeed feed = new BatchFeed(number -> source.batch(epoch, number), 0, batches)) {
            for (int number = 0; number < batches; number++) {
                if (environment.stop().getAsBoolean()) {
                    return List.of();
                }
                Batch batch = feed.take();
                validations.add(network.validate(batch.images(), batch.labels(), batch.size()));
            }
        }
        return validations;
    }

    private EpochReport report(List<Validation> validations, double seconds) {
        List<Double> dice = pseudoDice(validations);
        return new EpochReport(
                progress.epoch(),
                recipe.training().learningRate(progress.epoch()),
                progress.lossSum() / recipe.training().batchesPerEpoch(),
                validations.stream().mapToDouble(Validation::loss).average().orElse(Double.NaN),
                dice,
                progress.ema(EpochReport.mean(dice)),
                seconds);
    }

    /** Voxels are counted over all patches together, so that a patch without a label does no harm. */
    private static List<Double> pseudoDice(List<Validation> validations) {
        int classes = validations.get(0).classes().size();
        List<Validation.Count> totals = new ArrayList<>(Collections.nCopies(classes, new Validation.Count(0, 0, 0)));
        for (Validation validation : validations) {
            for (int label = 0; label < classes; label++) {
                totals.set(label, totals.get(label).plus(validation.classes().get(label)));
            }
        }
        return totals.stream().skip(1).map(Validation.Count::dice).toList();
    }

    private static void requireFinite(double loss, int epoch, int batch) {
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException(
                    "the loss is %s in batch %d of epoch %d: the training diverged; lower the learning rate"
                            .formatted(loss, batch, epoch));
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / NANOSECONDS;
    }
}
