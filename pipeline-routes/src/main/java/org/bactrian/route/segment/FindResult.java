package org.bactrian.route.segment;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bactrian.event.CaseEvent;
import org.bactrian.event.CaseEvent.Segmented;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.event.EventJson;
import org.bactrian.route.NamedObjects;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectStore;

/**
 * Looks whether the same scan was segmented by the same model, and compared with the same truth, before: then the result that
 * stands is announced again, and nothing is computed. Leaves the {@link Segmented}, or the {@link Submitted} as it came.
 */
final class FindResult implements Function<Submitted, CaseEvent> {

    private static final int LARGEST_MANIFEST = 1 << 20;

    private final ObjectStore store;
    private final NamedObjects inputs;
    private final ResultFolders folders;
    private final Clock clock;

    FindResult(ObjectStore store, NamedObjects inputs, ResultFolders folders, Clock clock) {
        this.store = store;
        this.inputs = inputs;
        this.folders = folders;
        this.clock = clock;
    }

    @Override
    public CaseEvent apply(Submitted submitted) {
        List<String> etags = submitted.inputs().stream().map(this::etag).toList();
        ResultFolder folder =
                folders.of(submitted.caseId(), etags, submitted.truth().map(this::etag));
        return standing(submitted, folder).map(CaseEvent.class::cast).orElse(submitted);
    }

    /** The result that stands in a folder, as the answer to a submission. */
    Optional<Segmented> standing(Submitted submitted, ResultFolder folder) {
        return store.find(folder.manifest())
                .map(found -> read(folder.manifest()).announcedAgain(submitted.eventId(), clock.instant()));
    }

    private String etag(ObjectKey object) {
        return inputs.stat(object).etag();
    }

    private Segmented read(ObjectKey manifest) {
        String json = new String(store.read(manifest, LARGEST_MANIFEST), StandardCharsets.UTF_8);
        if (EventJson.readCase(json) instanceof Segmented segmented) {
            return segmented;
        }
        throw new IllegalStateException(manifest + " is no result");
    }
}
