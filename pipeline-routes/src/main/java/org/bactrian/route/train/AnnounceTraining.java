package org.bactrian.route.train;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.bactrian.event.EventJson;
import org.bactrian.event.TrainingEvent;
import org.bactrian.route.Walk;

/** Turns a training event into the message that is published: its JSON, and the training id as the key. */
final class AnnounceTraining implements Processor {

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Walk.enter(exchange, "announce");
        TrainingEvent event = exchange.getMessage().getMandatoryBody(TrainingEvent.class);
        exchange.getMessage().setBody(EventJson.write(event));
        exchange.getMessage().setHeader(KafkaConstants.KEY, event.trainingId());
    }
}
