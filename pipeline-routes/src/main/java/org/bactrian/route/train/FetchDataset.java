package org.bactrian.route.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.bactrian.event.TrainingEvent.Requested;
import org.bactrian.route.NamedObjects;
import org.bactrian.route.WorkRoot;
import org.bactrian.store.NoSuchObjectException;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectPrefix;
import org.bactrian.store.ObjectStore;

/** Downloads a dataset, and the checkpoint of an earlier try where there is one, to a new folder. */
final class FetchDataset implements Function<Requested, TrainingWork> {

    private final ObjectStore store;
    private final NamedObjects objects;
    private final WorkRoot root;
    private final String models;

    FetchDataset(ObjectStore store, WorkRoot root, String models) {
        this.store = store;
        objects = new NamedObjects(store, models);
        this.root = root;
        this.models = models;
    }

    @Override
    public TrainingWork apply(Requested requested) {
        return root.filled(requested.trainingId(), folder -> fetched(requested, folder));
    }

    private TrainingWork fetched(Requested requested, Path folder) {
        String prefix = requested.dataset().prefix();
        ObjectPrefix dataset = new ObjectPrefix(
                requested.dataset().bucket(), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
        List<ObjectKey> files = objects.list(dataset);
        if (files.isEmpty()) {
            throw new NoSuchObjectException(dataset);
        }
        DatasetNames.require(files.stream().map(file -> name(file, dataset)).toList());
        TrainingWork work = new TrainingWork(requested, folder, folder.resolve("dataset"));
        for (ObjectKey object : files) {
            objects.download(object, placed(work.dataset().resolve(name(object, dataset))));
        }
        ObjectKey checkpoint = ModelFolder.of(models, requested.trainingId()).checkpoint();
        store.find(checkpoint).ifPresent(found -> store.download(checkpoint, placed(Train.checkpoint(work))));
        return work;
    }

    private static String name(ObjectKey object, ObjectPrefix dataset) {
        return object.key().substring(dataset.prefix().length());
    }

    /** A file whose folder is there. */
    private static Path placed(Path file) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            return file;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot keep files in " + file, unwritable);
        }
    }
}
