package org.bactrian.route;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.bactrian.metrics.Meters;
import org.bactrian.metrics.PipelineMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a route waits for a store or a broker that is away. The case in hand waits where it is, so nothing is lost and
 * no further case is taken; after some waits the route counts as paused. Safe for use by many threads.
 */
public final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final int patience;
    private final Meters meters;
    private Optional<String> reason = Optional.empty();

    /** Counts as paused after so many waits. */
    public Outage(int patience, Meters meters) {
        this.patience = patience;
        this.meters = meters;
    }

    /** A wait is over and the step that failed is tried again. */
    void triedAgain(Exchange exchange) {
        Walk.triesAgain(exchange);
        int waits = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        String cause = Failure.cause(exchange).toString();
        meters.count(PipelineMeter.RETRIES, "stage", Walk.stage(exchange));
        LOG.atWarn().addKeyValue("waits", waits).addKeyValue("cause", cause).log("waiting");
        if (waits >= patience) {
            pause(cause);
        }
    }

    private synchronized void pause(String cause) {
        if (reason.isEmpty()) {
            LOG.atWarn().addKeyValue("cause", cause).log("paused");
        }
        reason = Optional.of(cause);
    }

    /** Something succeeded. */
    synchronized void over() {
        if (reason.isPresent()) {
            LOG.atInfo().log("resumed");
        }
        reason = Optional.empty();
    }

    /** What is waited for, while paused. */
    public synchronized Optional<String> reason() {
        return reason;
    }
}
