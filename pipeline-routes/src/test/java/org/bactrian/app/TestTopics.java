package org.bactrian.app;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bactrian.event.CaseEvent;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.EventJson;

/** Sends messages, and listens to what workers answer. */
final class TestTopics implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    private final KafkaConfig config;
    private final KafkaProducer<String, String> producer;
    private final List<ConsumerRecord<String, String>> heard = new ArrayList<>();
    private Optional<KafkaConsumer<String, String>> consumer = Optional.empty();

    TestTopics(KafkaConfig config) {
        this.config = config;
        Map<String, Object> properties = new HashMap<>(Map.of("bootstrap.servers", config.brokers()));
        producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    /** Sends a message and waits until it is there. */
    void send(String topic, String key, String body) {
        send(producer, topic, key, body);
    }

    private static void send(KafkaProducer<String, String> producer, String topic, String key, String body) {
        try {
            producer.send(new ProducerRecord<>(topic, key, body)).get();
        } catch (ExecutionException failed) {
            throw new AssertionError("cannot send to " + topic, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** Sends a message that is small only while it is packed. */
    void sendPacked(String topic, String key, String body) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                config.brokers(),
                "compression.type",
                "gzip",
                "max.request.size",
                2 * body.length());
        try (KafkaProducer<String, String> packing =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            send(packing, topic, key, body);
        }
    }

    /** The case events on the results topic. */
    List<CaseEvent> results() {
        return on(config.topics().results())
                .map(record -> EventJson.readCase(record.value()))
                .toList();
    }

    /** The records on the dead letter topic. */
    List<ConsumerRecord<String, String>> deadLetters() {
        return on(config.topics().deadLetters()).toList();
    }

    /** Why a record lies in the dead letters. */
    static DeadLetter letter(ConsumerRecord<String, String> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return DeadLetter.of(headers);
    }

    /** Listens until the answers are as wished. */
    List<CaseEvent> await(Predicate<List<CaseEvent>> wish) {
        listenUntil(() -> wish.test(results()));
        return results();
    }

    /** Listens until something is so. */
    void listenUntil(BooleanSupplier so) {
        Instant last = Instant.now().plus(LONGEST_WAIT);
        while (!so.getAsBoolean()) {
            if (Instant.now().isAfter(last)) {
                throw new AssertionError("waited in vain; heard " + results() + " and dead letters " + deadLetters());
            }
            consumer().poll(Duration.ofMillis(100)).forEach(heard::add);
        }
    }

    private Stream<ConsumerRecord<String, String>> on(String topic) {
        return heard.stream().filter(record -> record.topic().equals(topic));
    }

    private KafkaConsumer<String, String> consumer() {
        if (consumer.isEmpty()) {
            Map<String, Object> properties = Map.of(
                    "bootstrap.servers",
                    config.brokers(),
                    "group.id",
                    config.group() + "-test",
                    "auto.offset.reset",
                    "earliest");
            KafkaConsumer<String, String> made =
                    new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
            made.subscribe(List.of(config.topics().results(), config.topics().deadLetters()));
            consumer = Optional.of(made);
        }
        return consumer.get();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        consumer.ifPresent(made -> made.close(Duration.ofSeconds(1)));
    }
}
