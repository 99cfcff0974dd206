package org.bactrian.route;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
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
     * A letter that stays where it is.
     *
     * @param letter the letter
     * @param cause why it cannot be driven, in one line
     */
    public record Stuck(Letter letter, String cause) {}

    /**
     * What came of a drive, each list with the oldest letter first.
     *
     * @param driven put back, or would be
     * @param stuck cannot be put back; the others are all the same
     */
    public record Outcome(List<Letter> driven, List<Stuck> stuck) {

        public Outcome {
            driven = List.copyOf(driven);
            stuck = List.copyOf(stuck);
        }
    }

    /**
     * Drives letters again.
     *
     * @param dryRun only tells which letters would be
     * @throws KafkaException when the broker is away
     */
    public Outcome run(Filter filter, boolean dryRun) {
        List<Letter> driven = new ArrayList<>();
        List<Stuck> stuck = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(producerProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ConsumerRecord<byte[], byte[]> dead : DeadLetterTopic.open(clientProperties, topics.deadLetters())) {
                Letter letter = new Letter(text(dead.key()), DeadLetterTopic.why(dead));
                if (filter.matches(letter)) {
                    obstacle(dead, letter, dryRun, producer)
                            .ifPresentOrElse(cause -> stuck.add(new Stuck(letter, cause)), () -> driven.add(letter));
                }
            }
        }
        return new Outcome(driven, stuck);
    }

    /** The limits of the worker that wrote the letters; what came to it packed may fit its topic only packed. */
    private Map<String, Object> producerProperties() {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Channels.LARGEST_MESSAGE_BYTES);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        return properties;
    }

    /** Drives a letter, unless it is only asked; what keeps it from being driven, if anything does. */
    private Optional<String> obstacle(
            ConsumerRecord<byte[], byte[]> dead,
            Letter letter,
            boolean dryRun,
            KafkaProducer<byte[], byte[]> producer) {
        Optional<String> missing = DeadLetterTopic.header(dead, DeadLetterTopic.BODY);
        if (missing.isPresent() || dryRun) {
            return missing.map(text -> "its body is " + text);
        }
        try {
            sent(producer, again(dead, letter));
            sent(producer, DeadLetterTopic.marker(dead));
            return Optional.empty();
        } catch (RecordTooLargeException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
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
            if (failed.getCause() instanceof RecordTooLargeException tooLarge) {
                throw tooLarge;
            }
            throw new KafkaException(
                    "cannot send '%s' to %s: %s".formatted(text(message.key()), message.topic(), failed.getCause()),
                    failed.getCause());
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
