package org.bactrian.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.bactrian.metrics.Meters;
import org.bactrian.metrics.PipelineMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker every few seconds how many messages wait in the partitions that this worker reads: a consumer in the
 * middle of a long case does not know, and one that waits for messages does not tell when the broker is away.
 */
final class QueueWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Admin admin;
    private final Meters meters;
    private volatile boolean brokerAway;
    private volatile boolean closing;
    private final Timer timer = new Timer("queue-watch", true);

    private QueueWatch(Admin admin, Meters meters) {
        this.admin = admin;
        this.meters = meters;
    }

    /** Begins to look. */
    static QueueWatch watch(KafkaConfig config, Meters meters) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.putAll(config.clientProperties());
        QueueWatch watch = new QueueWatch(Admin.create(properties), meters);
        TimerTask look = new TimerTask() {
            @Override
            public void run() {
                watch.look(config.topics().cases(), config.group());
                watch.look(config.topics().training(), config.trainingGroup());
            }
        };
        watch.timer.schedule(look, 0, EVERY.toMillis());
        return watch;
    }

    /** That the broker did not answer when it was asked last; empty while it answers. */
    Optional<String> brokerAway() {
        return brokerAway ? Optional.of("the broker is away") : Optional.empty();
    }

    private void look(String topic, String group) {
        try {
            meters.set(PipelineMeter.QUEUE_LAG, (double) waiting(group), "topic", topic);
            answered();
        } catch (ExecutionException | KafkaException away) {
            silent(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void answered() {
        if (brokerAway) {
            LOG.atInfo().log("the broker answers again");
        }
        brokerAway = false;
    }

    private void silent(Exception away) {
        if (closing) {
            return;
        }
        if (!brokerAway) {
            LOG.atWarn().addKeyValue("cause", away.getMessage()).log("the broker is away");
        }
        brokerAway = true;
    }

    private long waiting(String group) throws ExecutionException, InterruptedException {
        List<TopicPartition> read = partitionsReadHere(group);
        Map<TopicPartition, Long> first = new HashMap<>(offsets(read, OffsetSpec.earliest()));
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, done) ->
                        Optional.ofNullable(done).ifPresent(offset -> first.replace(partition, offset.offset())));
        long end = sum(offsets(read, OffsetSpec.latest()));
        return end - sum(first);
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private List<TopicPartition> partitionsReadHere(String group) throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                .flatMap(found -> found.members().stream())
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
        closing = true;
        timer.cancel();
        admin.close(Duration.ofSeconds(1));
    }
}
