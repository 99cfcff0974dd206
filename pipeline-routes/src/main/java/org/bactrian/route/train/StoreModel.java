package org.bactrian.route.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.evaluate.Scores;
import org.bactrian.event.EventJson;
import org.bactrian.event.TrainingEvent.Finished;
import org.bactrian.store.NoSuchObjectException;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.StoreUnavailableException;
import org.bactrian.train.EpochReport;
import org.bactrian.train.TrainingFolder;

/** Uploads the model, and the manifest last; the checkpoint is not needed any more. */
final class StoreModel implements Function<TrainedWork, Finished> {

    private final ObjectStore store;
    private final String models;
    private final Clock clock;

    StoreModel(ObjectStore store, String models, Clock clock) {
        this.store = store;
        this.models = models;
        this.clock = clock;
    }

    @Override
    public Finished apply(TrainedWork trained) {
        try {
            return stored(trained);
        } catch (NoSuchObjectException gone) {
            throw new StoreUnavailableException("the bucket of models is gone", gone);
        }
    }

    private Finished stored(TrainedWork trained) {
        String trainingId = trained.work().requested().trainingId();
        ModelFolder folder = ModelFolder.of(models, trainingId);
        Path model = new TrainingFolder(trained.work().output()).model();
        store.upload(folder.model(), model, "application/octet-stream");
        List<EpochReport> epochs = trained.outcome().epochs();
        Finished finished = new Finished(
                trainingId,
                folder.model(),
                digest(model),
                epochs.size(),
                trained.outcome()
                        .validation()
                        .map(scores -> dice(scores, trained.labels()))
                        .orElse(Map.of()),
                epochs.stream().mapToDouble(EpochReport::seconds).sum(),
                clock.instant());
        byte[] manifest = EventJson.write(finished).getBytes(StandardCharsets.UTF_8);
        store.putNew(folder.manifest(), manifest, "application/json");
        store.delete(folder.checkpoint());
        return finished;
    }

    private static String digest(Path model) {
        try {
            return ModelBundle.read(model).digest();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the model just made", unreadable);
        }
    }

    /** The mean by label over the held-out cases; a label that none of them has is left out. */
    private static Map<String, Double> dice(Scores scores, List<String> labels) {
        Map<String, Double> dice = new LinkedHashMap<>();
        for (int label : scores.labels()) {
            double mean = scores.meanDice(label);
            if (!Double.isNaN(mean)) {
                dice.put(labels.get(label), mean);
            }
        }
        return dice;
    }
}
