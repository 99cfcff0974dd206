package org.bactrian.app;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.app.Preflight.Finding;
import org.bactrian.store.NoSuchObjectException;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.StoreDeniedException;
import org.bactrian.store.StoreUnavailableException;
import org.bactrian.store.s3.S3ObjectStore;

/** Tries the store, the credentials and the buckets. */
final class StoreCheck {

    private static final String SUBJECT = "store";

    private StoreCheck() {}

    static List<Finding> of(StoreConfig config) {
        try (ObjectStore store = new S3ObjectStore(config.s3())) {
            return List.of(buckets(store, config));
        } catch (StoreDeniedException denied) {
            return List.of(Finding.bad(
                    SUBJECT,
                    "%s refuses the credentials of '%s': %s (store.accessKey, BACTRIAN_STORE_SECRET_KEY)"
                            .formatted(config.endpoint(), config.accessKey(), denied.getMessage())));
        } catch (StoreUnavailableException away) {
            return List.of(Finding.bad(SUBJECT, "%s (store.endpoint)".formatted(away.getMessage())));
        } catch (NoSuchObjectException | IllegalArgumentException refused) {
            return List.of(Finding.bad(SUBJECT, "%s: %s".formatted(config.endpoint(), refused.getMessage())));
        }
    }

    private static Finding buckets(ObjectStore store, StoreConfig config) {
        List<String> missing = new ArrayList<>(config.buckets().all());
        missing.removeIf(store::bucketExists);
        if (missing.isEmpty()) {
            return Finding.good(SUBJECT, "%s, all buckets are there".formatted(config.endpoint()));
        }
        String names = String.join(", ", missing);
        if (!config.createBuckets()) {
            return Finding.bad(
                    SUBJECT,
                    "%s has no bucket %s; make it, or set store.createBuckets".formatted(config.endpoint(), names));
        }
        missing.forEach(store::createBucket);
        return Finding.good(SUBJECT, "%s, made %s".formatted(config.endpoint(), names));
    }
}
