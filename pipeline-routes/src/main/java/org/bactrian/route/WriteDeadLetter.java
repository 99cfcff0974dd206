package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Turns a failed exchange into its dead letter: body and key as they were delivered, the reason in the headers. */
final class WriteDeadLetter implements Processor {

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        Delivery.of(exchange).repeatIn(message);
        Failure.of(exchange).headers().forEach(message::setHeader);
    }
}
