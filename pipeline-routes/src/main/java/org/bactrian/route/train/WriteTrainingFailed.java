package org.bactrian.route.train;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.EventJson;
import org.bactrian.event.TrainingEvent.Failed;
import org.bactrian.event.TrainingEvent.Requested;
import org.bactrian.route.Failure;
import org.bactrian.route.Walk;

/**
 * Turns a failed exchange into the event that tells whoever asked for the training. Where the message could not be read
 * there is nobody to tell, and no body is left.
 */
final class WriteTrainingFailed implements Processor {

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        DeadLetter letter = Failure.of(exchange);
        Optional<Failed> failed = Walk.request(exchange, Requested.class)
                .map(requested -> new Failed(requested.trainingId(), letter.reason(), letter.message(), letter.time()));
        message.setBody(failed.map(EventJson::write).orElse(null));
        failed.ifPresent(event -> message.setHeader(KafkaConstants.KEY, event.trainingId()));
    }
}
