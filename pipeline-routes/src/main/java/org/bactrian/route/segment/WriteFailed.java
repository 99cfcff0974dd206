package org.bactrian.route.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.bactrian.event.BadMessageException;
import org.bactrian.event.CaseEvent.Failed;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.EventJson;
import org.bactrian.route.Delivery;
import org.bactrian.route.Failure;
import org.bactrian.route.Walk;

/**
 * Turns a failed exchange into the event that tells whoever submitted the case. Where a message is so broken that it
 * names neither itself nor its case there is nobody to tell, and no body is left.
 */
final class WriteFailed implements Processor {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final CaseTally tally;

    WriteFailed(CaseTally tally) {
        this.tally = tally;
    }

    @Override
    public void process(Exchange exchange) {
        tally.givenUp(Failure.of(exchange));
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        Optional<Failed> failed = failed(exchange);
        message.setBody(failed.map(EventJson::write).orElse(null));
        failed.ifPresent(event -> message.setHeader(KafkaConstants.KEY, event.caseId()));
    }

    private static Optional<Failed> failed(Exchange exchange) {
        DeadLetter letter = Failure.of(exchange);
        Optional<Submitted> submitted = Walk.request(exchange, Submitted.class);
        if (submitted.isPresent()) {
            return Optional.of(failed(submitted.get().eventId(), submitted.get().caseId(), letter));
        }
        return addressed(Delivery.of(exchange).text(), letter);
    }

    private static Optional<Failed> addressed(String text, DeadLetter letter) {
        try {
            JsonNode message = MAPPER.readTree(text);
            return Optional.of(failed(
                    message.path("eventId").asText(), message.path("caseId").asText(), letter));
        } catch (JsonProcessingException | BadMessageException nameless) {
            return Optional.empty();
        }
    }

    private static Failed failed(String eventId, String caseId, DeadLetter letter) {
        return new Failed(eventId, caseId, letter.stage(), letter.reason(), letter.message(), letter.time());
    }
}
