package org.bactrian.route.segment;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.event.BadMessageException;
import org.bactrian.event.CaseEvent;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.event.EventJson;
import org.bactrian.route.Delivery;
import org.bactrian.route.Walk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a submission from the text of the {@link Delivery}; anything else is {@link BadMessageException}. */
final class ReadCase implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(ReadCase.class);

    private final CaseTally tally;

    ReadCase(CaseTally tally) {
        this.tally = tally;
    }

    @Override
    public void process(Exchange exchange) {
        Walk.enter(exchange, "read");
        Delivery delivery = Delivery.of(exchange);
        CaseEvent event = EventJson.readCase(delivery.text());
        if (!(event instanceof Submitted submitted)) {
            throw new BadMessageException("type", event.getClass().getSimpleName(), "submitted");
        }
        Walk.begin(exchange, "case", submitted.caseId(), submitted);
        tally.taken(exchange);
        // Of a worker that is killed this line is all that tells which message it had in hand.
        LOG.atInfo()
                .addKeyValue("partition", delivery.partition())
                .addKeyValue("offset", delivery.offset())
                .log("taken");
        exchange.getMessage().setBody(submitted);
    }
}
