package org.bactrian.route;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.FailureReason;
import org.bactrian.event.Topics;

/**
 * Puts dead letters back where they came from, body and key as they were, once the reason for their death is gone. The
 * message tells how often it was tried. A marker on the dead letter topic remembers what was driven again, so that no
 * letter is driven twice.
 */
public final class Redrive {

    private final Map<String, Object> clientProperties;
    private final Topics topics;

    /**
     * A drive.
     *
     * @param clientProperties how Kafka is reached
     */
    public Redrive(Map<String, Object> clientProperties, Topics topics) {
        this.clientProperties = Map.copyOf(clientProperties);
        this.topics = topics;
    }

    /**
     * Which letters are meant; what is empty matches all.
     *
     * @param since died at this time or later
     * @param id the case or training
     * @param reason why it died
     */
    public record Filter(Optional<Instant> since, Optional<String> id, Optional<FailureReason> reason) {

        /** Every letter. */
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());

        boolean matches(Letter letter) {
            return since.filter(letter.why().time()::isBefore).isEmpty()
                    && id.filter(wanted -> !wanted.equals(letter.id())).isEmpty()
                    && reason.filter(wanted -> wanted != letter.why().reason()).isEmpty();
        }
    }

    /**
     * A dead letter.
     *
     * @param id the key of its message: the case or training
     * @param why it died
     */
    public record Letter(String id, DeadLetter why) {}

    /**
     * Drives letters again.
     *
     * @param dryRun only tells which letters would be
     * @return the letters that were, oldest first
     * @throws KafkaException when the broker is away
     */
    public List<Letter> run(Filter filter, boolean dryRun) {
        List<Letter> driven = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clientProperties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ConsumerRecord<byte[], byte[]> dead : DeadLetterTopic.open(clientProperties, topics.deadLetters())) {
                Letter letter = new Letter(text(dead.key()), DeadLetterTopic.why(dead));
                if (!filter.matches(letter)) {
                    continue;
                }
                if (!dryRun) {
                    sent(producer, again(dead, letter));
                    sent(producer, DeadLetterTopic.marker(dead));
                }
                driven.add(letter);
            }
        }
        return driven;
    }

    private ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> dead, Letter letter) {
        String topic = letter.why().topic().equals(topics.training()) ? topics.training() : topics.cases();
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, dead.key(), dead.value());
        String attempts = Integer.toString(letter.why().attempts());
        message.headers().add(Delivery.ATTEMPTS, attempts.getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private static void sent(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> message) {
        try {
            producer.send(message).get();
        } catch (ExecutionException failed) {
            throw new KafkaException("cannot send to " + message.topic(), failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", stopped);
        }
    }

    private static String text(byte[] key) {
        return Optional.ofNullable(key)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }
}
