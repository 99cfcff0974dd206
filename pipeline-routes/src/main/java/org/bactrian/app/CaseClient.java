package org.bactrian.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bactrian.event.BadMessageException;
import org.bactrian.event.CaseEvent;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.event.EventJson;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.s3.S3ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other side of the service: uploads scans, submits cases, and hears what became of them. It hears what is said after
 * it connected. For use by one thread.
 */
public final class CaseClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CaseClient.class);

    /** A broker that does not answer for so long is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BactrianConfig config;
    private final Clock clock;
    private final ObjectStore store;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;

    private CaseClient(BactrianConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.store = new S3ObjectStore(config.store().s3());
        this.producer = new KafkaProducer<>(sending(config), new StringSerializer(), new StringSerializer());
        this.consumer = new KafkaConsumer<>(hearing(config), new StringDeserializer(), new StringDeserializer());
    }

    /**
     * Connects.
     *
     * @throws KafkaException when no broker answers, or it has no topic of results
     */
    public static CaseClient connect(BactrianConfig config) {
        CaseClient client = new CaseClient(config, Clock.systemUTC());
        boolean listening = false;
        try {
            client.listenFromNow();
            listening = true;
            return client;
        } finally {
            if (!listening) {
                client.close();
            }
        }
    }

    /** The object store. */
    public ObjectStore store() {
        return store;
    }

    /** Uploads a volume of a case to the bucket of scans, replacing the one of that name. */
    public ObjectKey upload(String caseId, Path volume) {
        ObjectKey key = new ObjectKey(config.store().buckets().scans(), caseId + "/" + volume.getFileName());
        store.upload(key, volume, "application/octet-stream");
        return key;
    }

    /**
     * Submits a case, and returns once the broker has it.
     *
     * @param inputs one volume for each channel of the model
     * @param truth a label map to compare with
     * @throws BadMessageException when the case has no proper id
     */
    public Submitted submit(String caseId, List<ObjectKey> inputs, Optional<ObjectKey> truth)
            throws InterruptedException {
        Submitted submitted = new Submitted(UUID.randomUUID().toString(), caseId, inputs, truth, clock.instant());
        String topic = config.kafka().topics().cases();
        try {
            producer.send(new ProducerRecord<>(topic, caseId, EventJson.write(submitted)))
                    .get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException cause ? cause : new KafkaException(failed.getCause());
        }
        return submitted;
    }

    /** What has been said about cases since this was asked last; waits for news, but not longer than it is told. */
    public List<CaseEvent> hear(Duration longest) {
        List<CaseEvent> heard = new ArrayList<>();
        for (ConsumerRecord<String, String> record : consumer.poll(longest)) {
            try {
                heard.add(EventJson.readCase(record.value()));
            } catch (BadMessageException foreign) {
                LOG.warn("passed over a message on {}: {}", record.topic(), foreign.getMessage());
            }
        }
        return heard;
    }

    @Override
    public void close() {
        consumer.close(Duration.ZERO);
        producer.close(Duration.ZERO);
        store.close();
    }

    private void listenFromNow() {
        List<TopicPartition> partitions = consumer
                .partitionsFor(config.kafka().topics().results(), PATIENCE)
                .stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException(
                    "there is no topic " + config.kafka().topics().results());
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Only asking for it fixes the position: without this, what is said before the first poll would be missed.
        partitions.forEach(partition -> consumer.position(partition, PATIENCE));
    }

    private static Map<String, Object> sending(BactrianConfig config) {
        Map<String, Object> properties = new HashMap<>(config.kafka().clientProperties());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return properties;
    }

    private static Map<String, Object> hearing(BactrianConfig config) {
        Map<String, Object> properties = new HashMap<>(config.kafka().clientProperties());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return properties;
    }
}
