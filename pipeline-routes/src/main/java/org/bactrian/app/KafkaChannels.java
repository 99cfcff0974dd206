package org.bactrian.app;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.PollOnError;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualCommitFactory;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bactrian.route.Channels;

/**
 * Kafka as the routes' channels. A message counts as done only when its route commits it, so a worker that dies loses
 * none; it is polled alone, so a worker holds no message it does not work on.
 */
final class KafkaChannels {

    /** A worker that is told to stop notices after this time at most. */
    private static final long POLL_MILLIS = 500;

    private static final int SEND_MILLIS = 20_000;
    private static final int REQUEST_MILLIS = 10_000;

    /** A worker that dies is missed after this time, and its partitions go to another one. */
    private static final int SESSION_MILLIS = 15_000;

    /** How the broker knows the consumers of this process. */
    static final String CLIENT_ID = "bactrian-" + UUID.randomUUID();

    private KafkaChannels() {}

    /** The component behind the channels. */
    static KafkaComponent component(KafkaConfig config) {
        KafkaConfiguration kafka = new KafkaConfiguration();
        kafka.setBrokers(config.brokers());
        kafka.setAutoCommitEnable(false);
        kafka.setAllowManualCommit(true);
        kafka.setAutoOffsetReset("earliest");
        kafka.setMaxPollRecords(1);
        kafka.setPollTimeoutMs(POLL_MILLIS);
        // A message that no step could end is read again; without this the next commit would skip it.
        kafka.setBreakOnFirstError(true);
        kafka.setPollOnError(PollOnError.RECONNECT);
        kafka.setSessionTimeoutMs(SESSION_MILLIS);
        // Bodies and keys pass through as they are: a dead letter must repeat what nobody could read.
        kafka.setKeyDeserializer(ByteArrayDeserializer.class.getName());
        kafka.setValueDeserializer(ByteArrayDeserializer.class.getName());
        kafka.setKeySerializer(ByteArraySerializer.class.getName());
        kafka.setValueSerializer(ByteArraySerializer.class.getName());
        // A walk stays on the thread that polled: Kafka's consumer may be used by that one only.
        kafka.setSynchronous(true);
        kafka.setAdditionalProperties(additional(config));
        KafkaComponent component = new KafkaComponent();
        component.setConfiguration(kafka);
        component.setKafkaManualCommitFactory(new DefaultKafkaManualCommitFactory());
        return component;
    }

    /** The channels; each consumer may work on a message for as long as the configuration says. */
    static Channels of(KafkaConfig config) {
        String group = config.group();
        return new Channels(
                consume(
                        config.topics().cases(),
                        group,
                        config.consumers(),
                        config.longestCase().toMillis()),
                "kafka:" + config.topics().results(),
                "kafka:" + config.topics().deadLetters(),
                consume(
                        config.topics().training(),
                        config.trainingGroup(),
                        1,
                        config.longestTraining().toMillis()),
                "kafka:" + config.topics().trainingReports());
    }

    private static String consume(String topic, String group, int consumers, long longestMillis) {
        return "kafka:%s?groupId=%s&clientId=%s&consumersCount=%d&maxPollIntervalMs=%d&shutdownTimeout=%d"
                .formatted(topic, group, CLIENT_ID, consumers, longestMillis, longestMillis);
    }

    private static Map<String, Object> additional(KafkaConfig config) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Channels.LARGEST_MESSAGE_BYTES);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SEND_MILLIS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, SEND_MILLIS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        properties.putAll(config.securityProperties());
        return properties;
    }
}
