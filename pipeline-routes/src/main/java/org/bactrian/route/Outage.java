package org.bactrian.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.bactrian.metrics.Meters;
import org.bactrian.metrics.PipelineMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps the messages of a route waiting for a store, a broker or a disk that is away. A message that waits stays
 * where it is, so nothing is lost; after some waits the route counts as paused, until none of its messages waits any
 * more. Several consumers share one: what gets on says nothing of what waits. Safe for use by many threads.
 */
public final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final int patience;
    private final Meters meters;

    /** Of the exchanges that have waited too often: what each waits for, by its id, the longest wait first. */
    private final Map<String, String> causes = new LinkedHashMap<>();

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
            pause(exchange, cause);
        }
    }

    private synchronized void pause(Exchange exchange, String cause) {
        if (causes.isEmpty()) {
            LOG.atWarn().addKeyValue("cause", cause).log("paused");
        }
        if (!causes.containsKey(exchange.getExchangeId())) {
            exchange.getExchangeExtension().addOnCompletion(new Ended());
        }
        causes.put(exchange.getExchangeId(), cause);
    }

    /** A step of an exchange succeeded. */
    synchronized void over(Exchange exchange) {
        boolean waited = forget(exchange);
        if (waited && causes.isEmpty()) {
            LOG.atInfo().log("resumed");
        }
    }

    private synchronized boolean forget(Exchange exchange) {
        return causes.keySet().remove(exchange.getExchangeId());
    }

    /** What is waited for, while paused. */
    public synchronized Optional<String> reason() {
        return causes.values().stream().findFirst();
    }

    /** Ends the wait of an exchange that ends without success, such as one that is left to the next worker. */
    private final class Ended extends SynchronizationAdapter {

        @Override
        public void onDone(Exchange exchange) {
            forget(exchange);
        }
    }
}
