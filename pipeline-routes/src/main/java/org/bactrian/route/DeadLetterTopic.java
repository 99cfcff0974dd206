package org.bactrian.route;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bactrian.event.BadMessageException;
import org.bactrian.event.DeadLetter;

/**
 * What lies on the dead letter topic. A <b>marker</b> is a message without a body whose header names the place,
 * {@code partition@offset}, of a letter that was driven again.
 */
final class DeadLetterTopic {

    /** A header of letters without the body of their message, which is too large for the topic. */
    static final String BODY = "bactrian.body";

    private static final String MARKER = "bactrian.redriven";
    private static final Duration POLL = Duration.ofMillis(200);

    private DeadLetterTopic() {}

    /** Reads every letter that was not driven again, oldest first. Others' messages on the topic are passed over. */
    static List<ConsumerRecord<byte[], byte[]>> open(Map<String, Object> clientProperties, String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = everything(clientProperties, topic);
        Set<String> driven = new HashSet<>();
        all.forEach(record -> header(record, MARKER).ifPresent(driven::add));
        return all.stream()
                .filter(record -> header(record, MARKER).isEmpty() && !driven.contains(place(record)))
                .filter(DeadLetterTopic::isLetter)
                .sorted(Comparator.comparing(record -> why(record).time()))
                .toList();
    }

    /** Why a letter died. */
    static DeadLetter why(ConsumerRecord<byte[], byte[]> letter) {
        Map<String, String> headers = new HashMap<>();
        letter.headers().forEach(header -> headers.put(header.key(), text(header)));
        return DeadLetter.of(headers);
    }

    /** The message that remembers that a letter was driven again. */
    static ProducerRecord<byte[], byte[]> marker(ConsumerRecord<byte[], byte[]> letter) {
        ProducerRecord<byte[], byte[]> marker = new ProducerRecord<>(letter.topic(), letter.key(), null);
        marker.headers().add(MARKER, place(letter).getBytes(StandardCharsets.UTF_8));
        return marker;
    }

    private static List<ConsumerRecord<byte[], byte[]>> everything(Map<String, Object> clientProperties, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(clientProperties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(found -> new TopicPartition(topic, found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(all::add);
            }
            return all;
        }
    }

    private static boolean isLetter(ConsumerRecord<byte[], byte[]> record) {
        try {
            why(record);
            return true;
        } catch (BadMessageException foreign) {
            return false;
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return "%d@%d".formatted(record.partition(), record.offset());
    }

    /** A header as text. */
    static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name)).map(DeadLetterTopic::text);
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
