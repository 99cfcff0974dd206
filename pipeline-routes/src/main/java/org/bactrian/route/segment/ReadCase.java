package org.bactrian.route.segment;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.event.BadMessageException;
import org.bactrian.event.CaseEvent;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.event.EventJson;
import org.bactrian.route.Delivery;
import org.bactrian.route.Walk;

/** Reads a submission from the text of the {@link Delivery}; anything else is {@link BadMessageException}. */
final class ReadCase implements Processor {

    private final CaseTally tally;

    ReadCase(CaseTally tally) {
        this.tally = tally;
    }

    @Override
    public void process(Exchange exchange) {
        Walk.enter(exchange, "read");
        CaseEvent event = EventJson.readCase(Delivery.of(exchange).text());
        if (!(event instanceof Submitted submitted)) {
            throw new BadMessageException("type", event.getClass().getSimpleName(), "submitted");
        }
        Walk.begin(exchange, "case", submitted.caseId(), submitted);
        tally.taken(exchange);
        exchange.getMessage().setBody(submitted);
    }
}
