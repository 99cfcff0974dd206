package org.bactrian.route;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/**
 * A message as Kafka delivered it: what a dead letter repeats, and the hand on its offset. It is kept as a property of
 * the exchange while the headers are emptied, so that nothing a sender wrote there reaches another endpoint.
 */
public final class Delivery {

    /** How often a message was tried before it was driven again. */
    static final String ATTEMPTS = "bactrian.attempts";

    private static final String PROPERTY = "bactrian.delivery";
    private static final byte[] NOTHING = {};
    private static final int LONGEST_KEY = 1024;

    private final Optional<byte[]> body;
    private final Optional<byte[]> key;
    private final String topic;
    private final int partition;
    private final long offset;
    private final int earlierAttempts;
    private final Optional<KafkaManualCommit> commit;

    private Delivery(Message message) {
        body = Optional.ofNullable(message.getBody(byte[].class));
        key = Optional.ofNullable(message.getHeader(KafkaConstants.KEY, byte[].class));
        topic = message.getHeader(KafkaConstants.TOPIC, "none", String.class);
        partition = message.getHeader(KafkaConstants.PARTITION, 0, Integer.class);
        offset = message.getHeader(KafkaConstants.OFFSET, 0L, Long.class);
        earlierAttempts = wholeNumber(message.getHeader(ATTEMPTS, "0", String.class));
        commit = Optional.ofNullable(message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
    }

    /**
     * Takes the message of an exchange and empties its headers. This is a step of its own: a step that is tried again
     * must not empty them, for Camel counts the tries there, and what was delivered is gone from them.
     */
    public static void take(Exchange exchange) {
        exchange.setProperty(PROPERTY, new Delivery(exchange.getMessage()));
        exchange.getMessage().removeHeaders("*");
    }

    /** The message that an exchange began with. */
    public static Delivery of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, Delivery.class))
                .orElseThrow(() -> new IllegalStateException("the route does not begin with Delivery::take"));
    }

    /** The body as UTF-8; a message without one is empty text. */
    public String text() {
        return new String(body.orElse(NOTHING), StandardCharsets.UTF_8);
    }

    /** The key as UTF-8; a message without one has empty text. */
    String keyText() {
        return new String(key.orElse(NOTHING), StandardCharsets.UTF_8);
    }

    /** Gives a message the body and the key that were delivered. */
    void repeatIn(Message message) {
        message.setBody(body.orElse(null));
        key.ifPresent(bytes -> message.setHeader(KafkaConstants.KEY, bytes));
    }

    /** Takes the body out of a message, and the key where that is long as well. */
    void leaveOutIn(Message message) {
        message.setBody(null);
        if (key.orElse(NOTHING).length > LONGEST_KEY) {
            message.removeHeader(KafkaConstants.KEY);
        }
    }

    /** The size of the body. */
    int bodyBytes() {
        return body.orElse(NOTHING).length;
    }

    String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    int earlierAttempts() {
        return earlierAttempts;
    }

    Optional<KafkaManualCommit> commit() {
        return commit;
    }

    /** A header that anybody may have written: what is no number counts as none. */
    private static int wholeNumber(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }
}
