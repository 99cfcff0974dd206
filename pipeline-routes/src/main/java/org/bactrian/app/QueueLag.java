package org.bactrian.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.bactrian.metrics.Meters;
import org.bactrian.metrics.PipelineMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds how many messages wait in the partitions that this worker reads. A consumer in the middle of a
 * long case does not know, so the broker is asked.
 */
final class QueueLag implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueLag.class);
    private static final long SECONDS = 10;

    private final Admin admin;
    private final Meters meters;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "queue-lag");
        thread.setDaemon(true);
        return thread;
    });

    private QueueLag(Admin admin, Meters meters) {
        this.admin = admin;
        this.meters = meters;
    }

    /** Begins to look. */
    static QueueLag watch(KafkaConfig config, Meters meters) {
        QueueLag lag = new QueueLag(Admin.create(config.clientProperties()), meters);
        Map<String, String> groups =
                Map.of(config.topics().cases(), config.group(), config.topics().training(), config.trainingGroup());
        lag.timer.scheduleWithFixedDelay(() -> groups.forEach(lag::look), 0, SECONDS, TimeUnit.SECONDS);
        return lag;
    }

    private void look(String topic, String group) {
        try {
            meters.set(PipelineMeter.QUEUE_LAG, waiting(group), "topic", topic);
        } catch (ExecutionException | KafkaException away) {
            LOG.atDebug().addKeyValue("cause", away.toString()).log("lag not known");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private long waiting(String group) throws ExecutionException, InterruptedException {
        List<TopicPartition> read = partitionsReadHere(group);
        Map<TopicPartition, Long> ends = offsets(read, OffsetSpec.latest());
        Map<TopicPartition, Long> beginnings = offsets(read, OffsetSpec.earliest());
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get());
        long waiting = 0;
        for (TopicPartition partition : read) {
            OffsetAndMetadata committed = done.get(partition);
            waiting += ends.get(partition) - (committed == null ? beginnings.get(partition) : committed.offset());
        }
        return waiting;
    }

    private List<TopicPartition> partitionsReadHere(String group) throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                .filter(member -> member.clientId().equals(KafkaChannels.CLIENT_ID))
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .toList();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }
}
