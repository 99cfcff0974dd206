package org.bactrian.route;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.bactrian.store.ObjectInfo;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectPrefix;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.StoreDeniedException;
import org.bactrian.store.StoreUnavailableException;
import org.bactrian.volume.BadCaseException;

/**
 * Reads the objects that messages name. A store that is away is waited for; but an object that fails again and again
 * while the store answers other requests is the fault of its message, which would hold up all others, and becomes
 * {@link BadCaseException}. Safe for use by many threads.
 */
public final class NamedObjects {

    /** With the standard waits of a worker this takes between three and four minutes. */
    static final int MOST_FAILURES = 12;

    /** Of no result: their keys begin with the id of a case or training. */
    private static final String NOWHERE = "-";

    private final ObjectStore store;
    private final String ownBucket;
    private final Map<Request, Integer> failures = new ConcurrentHashMap<>();

    /**
     * The objects of a store.
     *
     * @param ownBucket a bucket that this worker needs in any case
     */
    public NamedObjects(ObjectStore store, String ownBucket) {
        this.store = store;
        this.ownBucket = ownBucket;
    }

    /** See {@link ObjectStore#stat}. */
    public ObjectInfo stat(ObjectKey key) {
        return answer(new Request("stat", key), key, store::stat);
    }

    /** See {@link ObjectStore#download}. */
    public ObjectInfo download(ObjectKey key, Path file) {
        return answer(new Request("download", key), key, object -> store.download(object, file));
    }

    /** See {@link ObjectStore#list}. */
    public List<ObjectKey> list(ObjectPrefix prefix) {
        return answer(new Request("list", prefix), prefix, store::list);
    }

    private <K, T> T answer(Request request, K target, Function<K, T> question) {
        try {
            T answer = question.apply(target);
            failures.remove(request);
            return answer;
        } catch (StoreUnavailableException | StoreDeniedException failed) {
            throw meaning(request, failed);
        }
    }

    private RuntimeException meaning(Request request, RuntimeException failed) {
        boolean theStoreIsAway = !answersOtherwise();
        if (!theStoreIsAway && failures.merge(request, 1, Integer::sum) < MOST_FAILURES) {
            return failed;
        }
        failures.remove(request);
        return theStoreIsAway
                ? failed
                : BadCaseException.of(
                                request.target().toString(),
                                "object",
                                "unreadable",
                                "one that can be read: the store answers otherwise, but failed %d times on this one, last with %s"
                                        .formatted(MOST_FAILURES, failed.getMessage()))
                        .because(failed);
    }

    /** Asks about the bucket, and about an object, which other parts of a store may have to answer. */
    private boolean answersOtherwise() {
        try {
            return store.bucketExists(ownBucket)
                    && store.find(new ObjectKey(ownBucket, NOWHERE)).isEmpty();
        } catch (StoreUnavailableException | StoreDeniedException away) {
            return false;
        }
    }

    private record Request(String kind, Object target) {}
}
