package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka that a message is done, whatever came of it. Where the partition has gone to another worker in the
 * meantime this is no failure: that worker finds the result and announces it again.
 */
final class CommitOffset implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(CommitOffset.class);

    private final Outage outage;

    CommitOffset(Outage outage) {
        this.outage = outage;
    }

    @Override
    public void process(Exchange exchange) {
        Walk.enter(exchange, "commit");
        Delivery.of(exchange).commit().ifPresent(CommitOffset::commit);
        outage.over(exchange);
    }

    private static void commit(KafkaManualCommit offset) {
        try {
            offset.commit();
        } catch (CommitFailedException | RebalanceInProgressException moved) {
            LOG.atWarn().addKeyValue("cause", moved.getClass().getSimpleName()).log("partition has moved");
        }
    }
}
