package org.bactrian.route.train;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.event.BadMessageException;
import org.bactrian.event.EventJson;
import org.bactrian.event.TrainingEvent;
import org.bactrian.event.TrainingEvent.Requested;
import org.bactrian.route.Delivery;
import org.bactrian.route.Walk;

/** Reads a request for training from the text of the {@link Delivery}; anything else is {@link BadMessageException}. */
final class ReadTraining implements Processor {

    @Override
    public void process(Exchange exchange) {
        Walk.enter(exchange, "read");
        TrainingEvent event = EventJson.readTraining(Delivery.of(exchange).text());
        if (!(event instanceof Requested requested)) {
            throw new BadMessageException("type", event.getClass().getSimpleName(), "requested");
        }
        Walk.begin(exchange, "training", requested.trainingId(), requested);
        exchange.getMessage().setBody(requested);
    }
}
