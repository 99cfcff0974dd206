package org.bactrian.route.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bactrian.event.TrainingEvent;
import org.bactrian.event.TrainingEvent.EpochFinished;
import org.bactrian.metrics.Meters;
import org.bactrian.metrics.PipelineMeter;
import org.bactrian.route.Workplace;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.StoreDeniedException;
import org.bactrian.store.StoreUnavailableException;
import org.bactrian.train.EpochReport;
import org.bactrian.train.Recipe;
import org.bactrian.train.TrainingListener;
import org.bactrian.train.dataset.Dataset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of each epoch of one training: as an event, by meters, and by a checkpoint in the store now and then, so that a
 * worker that dies costs minutes. A training does not stop because nobody can be told.
 */
final class EpochReports {

    private static final Logger LOG = LoggerFactory.getLogger(EpochReports.class);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMinutes(10);

    private final String trainingId;
    private final Path checkpoint;
    private final ObjectKey kept;
    private final ObjectStore store;
    private final Consumer<TrainingEvent> publish;
    private final Meters meters;
    private final Clock clock;
    private Instant lastKept;

    /**
     * The reports of a training.
     *
     * @param bucket the bucket of models
     * @param publish sends an event
     */
    EpochReports(TrainingWork work, Workplace place, String bucket, Consumer<TrainingEvent> publish) {
        trainingId = work.requested().trainingId();
        checkpoint = Train.checkpoint(work);
        kept = ModelFolder.of(bucket, trainingId).checkpoint();
        store = place.store();
        meters = place.meters();
        clock = place.clock();
        this.publish = publish;
        lastKept = clock.instant();
    }

    /** The listener of a recipe's epochs on a dataset. */
    TrainingListener of(Recipe recipe, Dataset dataset) {
        List<String> labels = dataset.description().labels();
        int epochs = recipe.training().epochs();
        return new TrainingListener() {
            @Override
            public void epochFinished(EpochReport report) {
                Map<String, Double> dice = dice(report, labels);
                measure(report, dice);
                publish.accept(event(report, epochs, dice));
                if (lastKept.plus(BETWEEN_CHECKPOINTS).isBefore(clock.instant())) {
                    keepCheckpoint();
                }
            }
        };
    }

    /** Uploads the checkpoint. */
    void keepCheckpoint() {
        try {
            if (Files.exists(checkpoint)) {
                store.upload(kept, checkpoint, "application/octet-stream");
            }
            lastKept = clock.instant();
        } catch (StoreUnavailableException | StoreDeniedException away) {
            LOG.atWarn().addKeyValue("cause", away.getMessage()).log("no checkpoint kept");
        }
    }

    private EpochFinished event(EpochReport report, int epochs, Map<String, Double> dice) {
        return new EpochFinished(
                trainingId,
                report.epoch() + 1,
                epochs,
                report.learningRate(),
                report.trainLoss(),
                report.validationLoss(),
                dice,
                report.seconds(),
                clock.instant());
    }

    private void measure(EpochReport report, Map<String, Double> dice) {
        meters.count(PipelineMeter.TRAINING_EPOCHS);
        meters.time(PipelineMeter.TRAINING_EPOCH_SECONDS, Duration.ofMillis(Math.round(report.seconds() * 1000)));
        meters.set(PipelineMeter.TRAINING_LOSS, report.trainLoss(), "set", "training");
        meters.set(PipelineMeter.TRAINING_LOSS, report.validationLoss(), "set", "validation");
        meters.set(PipelineMeter.TRAINING_LEARNING_RATE, report.learningRate());
        dice.forEach((label, value) -> meters.set(PipelineMeter.TRAINING_DICE, value, "label", label));
    }

    /** By label; one that did not occur is left out. */
    private static Map<String, Double> dice(EpochReport report, List<String> labels) {
        Map<String, Double> dice = new LinkedHashMap<>();
        for (int label = 1; label < labels.size(); label++) {
            double value = report.pseudoDice().get(label - 1);
            if (!Double.isNaN(value)) {
                dice.put(labels.get(label), value);
            }
        }
        return dice;
    }
}
