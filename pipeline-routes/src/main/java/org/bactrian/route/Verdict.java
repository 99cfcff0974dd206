package org.bactrian.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.bactrian.event.BadMessageException;
import org.bactrian.store.NoSuchObjectException;
import org.bactrian.store.StoreDeniedException;
import org.bactrian.store.StoreUnavailableException;
import org.bactrian.volume.BadCaseException;

/**
 * What to do about a step that failed. The exception itself decides and not what caused it: a scan that was cut off is a
 * bad case, although an I/O error showed it.
 */
enum Verdict {
    /** It can never succeed. */
    HOPELESS,
    /** The store, the broker or the local disk is away. */
    AWAY,
    /** The worker stops: the message is not done, and will be delivered again. */
    STOPPING,
    /** The broker takes no message as large as this one. */
    TOO_LARGE,
    /** The program is wrong. */
    UNEXPECTED;

    static Verdict of(Throwable thrown) {
        if (thrown instanceof BadMessageException
                || thrown instanceof BadCaseException
                || thrown instanceof NoSuchObjectException) {
            return HOPELESS;
        }
        if (thrown instanceof RecordTooLargeException) {
            return TOO_LARGE;
        }
        if (thrown instanceof StoreUnavailableException
                || thrown instanceof StoreDeniedException
                || thrown instanceof KafkaException
                || thrown instanceof UncheckedIOException
                || thrown instanceof IOException) {
            return AWAY;
        }
        if (thrown instanceof RejectedExecutionException || thrown instanceof InterruptedException) {
            return STOPPING;
        }
        return UNEXPECTED;
    }
}
