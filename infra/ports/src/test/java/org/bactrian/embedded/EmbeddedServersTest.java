package org.bactrian.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    private static final String TOPIC = "cases";
    private static final int RECORDS = 1000;

    private final EmbeddedServers servers = BuiltServers.orSkip();

    @Test
    void recordsAndCommittedOffsetsSurviveAKilledBroker(@TempDir Path data) throws Exception {
        List<String> first;
        List<String> rest;
        try (ChildJvm broker = servers.kafka(data, 0)) {
            makeTopic(broker.address());
            produce(broker.address());
            first = consume(broker.address(), RECORDS / 2);

            broker.kill();
            try (ChildJvm again = broker.restart()) {
                rest = consume(again.address(), RECORDS - first.size());

                assertThat(again.address()).isEqualTo(broker.address());
            }
        }

        assertThat(first).hasSizeGreaterThanOrEqualTo(RECORDS / 2);
        assertThat(rest).hasSize(RECORDS - first.size()).doesNotContainAnyElementsOf(first);
    }

    @Test
    void aStoppedServerIsGone(@TempDir Path data) {
        ChildJvm store = servers.s3(data, 0, "user", "secret");

        store.close();

        assertThat(store.isAlive()).isFalse();
        assertThat(ProcessHandle.of(store.pid())).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsToldWithTheChildsLastWords(@TempDir Path data) throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> servers.s3(data, taken.getLocalPort(), "user", "secret"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the embedded S3 server ended before it served")
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void serversThatAreNotBuiltAreToldWithTheRemedy(@TempDir Path home) {
        EmbeddedServers unbuilt = new EmbeddedServers(home);

        assertThat(unbuilt.areBuilt()).isFalse();
        assertThatThrownBy(() -> unbuilt.kafka(home, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mvn package");
    }

    @Test
    void serversDieWithTheProcessThatStartedThem(@TempDir Path data) throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsServers.class.getName(),
                        servers.home().toString(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<ProcessHandle> children = new ArrayList<>();
        try (BufferedReader pids = parent.inputReader()) {
            children.add(child(pids.readLine()));
            children.add(child(pids.readLine()));

            parent.destroyForcibly().waitFor();
        }

        for (ProcessHandle child : children) {
            assertThat(child.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    private static ProcessHandle child(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void makeTopic(String broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 4, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static void produce(String broker) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker, "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> sent = IntStream.range(0, RECORDS)
                    .mapToObj(i -> producer.send(new ProducerRecord<>(TOPIC, "case" + i, "record " + i)))
                    .toList();
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        }
    }

    private static List<String> consume(String broker, int atLeast) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker,
                "group.id",
                "workers",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                50);
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            while (values.size() < atLeast && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(500))) {
                    values.add(found.value());
                }
                consumer.commitSync();
            }
        }
        return values;
    }
}
