package org.bactrian.route;

import java.time.Clock;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Says why an exchange is given up and turns it into its dead letter: body and key as they were delivered, the reason in the
 * headers.
 */
final class WriteDeadLetter implements Processor {

    private final Failure failure;

    WriteDeadLetter(Clock clock) {
        failure = new Failure(clock);
    }

    @Override
    public void process(Exchange exchange) {
        failure.process(exchange);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        Delivery.of(exchange).repeatIn(message);
        Failure.of(exchange).headers().forEach(message::setHeader);
    }

    /** Takes the body out of a letter that is larger than its topic takes; what is no letter stays. */
    static void leaveOutBody(Exchange exchange) {
        Message message = exchange.getMessage();
        Set<String> ofLetters = Failure.of(exchange).headers().keySet();
        if (message.getHeaders().keySet().containsAll(ofLetters)) {
            Delivery delivery = Delivery.of(exchange);
            message.setHeader(DeadLetterTopic.BODY, "left out, it has %d bytes".formatted(delivery.bodyBytes()));
            delivery.leaveOutIn(message);
        }
    }
}
