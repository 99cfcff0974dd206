package org.bactrian.route.train;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.bactrian.event.EventJson;
import org.bactrian.event.TrainingEvent;
import org.bactrian.event.TrainingEvent.Finished;
import org.bactrian.event.TrainingEvent.Requested;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectStore;

/**
 * Looks whether a training of this id is done: then its end is announced again, and nothing is trained. Leaves the
 * {@link Finished}, or the {@link Requested} as it came.
 */
final class FindModel implements Function<Requested, TrainingEvent> {

    private static final int LARGEST_MANIFEST = 1 << 20;

    private final ObjectStore store;
    private final String bucket;

    FindModel(ObjectStore store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    @Override
    public TrainingEvent apply(Requested requested) {
        ObjectKey manifest = ModelFolder.of(bucket, requested.trainingId()).manifest();
        Optional<TrainingEvent> standing = store.find(manifest).map(found -> read(manifest));
        return standing.orElse(requested);
    }

    private TrainingEvent read(ObjectKey manifest) {
        return EventJson.readTraining(new String(store.read(manifest, LARGEST_MANIFEST), StandardCharsets.UTF_8));
    }
}
