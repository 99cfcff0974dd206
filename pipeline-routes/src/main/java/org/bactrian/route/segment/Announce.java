package org.bactrian.route.segment;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.bactrian.event.CaseEvent.Segmented;
import org.bactrian.event.EventJson;
import org.bactrian.route.Walk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the result in the body into the message that is published: its JSON, and the case id as the key. */
final class Announce implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(Announce.class);

    private final CaseTally tally;

    Announce(CaseTally tally) {
        this.tally = tally;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Walk.enter(exchange, "announce");
        Segmented segmented = exchange.getMessage().getMandatoryBody(Segmented.class);
        Duration elapsed = Duration.ofMillis(exchange.getClock().elapsed());
        tally.answered(segmented, elapsed);
        LOG.atInfo()
                .addKeyValue("reused", segmented.reused())
                .addKeyValue("seconds", elapsed.toMillis() / 1e3)
                .log("segmented");
        exchange.getMessage().setBody(EventJson.write(segmented));
        exchange.getMessage().setHeader(KafkaConstants.KEY, segmented.caseId());
    }
}
