package org.bactrian.cli.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bactrian.app.BactrianConfig;
import org.bactrian.app.Preflight;
import org.bactrian.app.Preflight.Finding;
import org.bactrian.app.StoreConfig;
import org.bactrian.app.Worker;
import org.bactrian.cli.terminal.Json;
import org.bactrian.embedded.ChildJvm;
import org.bactrian.embedded.EmbeddedServers;

/** The whole service on one machine: the embedded broker and object store as child processes, and a worker in this one. */
final class DemoService implements AutoCloseable {

    private static final String ACCESS_KEY = "bactrian";

    private final ChildJvm kafka;
    private final ChildJvm s3;
    private final Path data;
    private final Thread hook = new Thread(this::stopServers, "stop-servers");
    private Optional<Worker> worker = Optional.empty();

    private DemoService(ChildJvm kafka, ChildJvm s3, Path data) {
        this.kafka = kafka;
        this.s3 = s3;
        this.data = data;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts both servers with nothing in them.
     *
     * @param data their folder; what an earlier demo left there is removed
     */
    static DemoService start(EmbeddedServers servers, Path data) {
        remove(data);
        CompletableFuture<ChildJvm> s3 = CompletableFuture.supplyAsync(
                () -> servers.s3(data.resolve("s3"), 0, ACCESS_KEY, StoreConfig.EMBEDDED_SECRET_KEY));
        ChildJvm kafka = servers.kafka(data.resolve("kafka"), 0);
        return new DemoService(kafka, s3.join(), data);
    }

    /** Writes a configuration with which every verb reaches this service, and reads it. */
    BactrianConfig configure(Path file, Path model) throws IOException {
        Map<String, Object> sections = new LinkedHashMap<>();
        sections.put("kafka", Map.of("brokers", kafka.address()));
        sections.put("store", Map.of("endpoint", s3.address(), "accessKey", ACCESS_KEY));
        sections.put("model", Map.of("path", model.toAbsolutePath().toString()));
        sections.put(
                "work", Map.of("root", data.resolve("work").toAbsolutePath().toString()));
        sections.put("http", Map.of("port", freePort()));
        // JSON is YAML.
        Files.writeString(file, Json.of(sections) + "\n", StandardCharsets.UTF_8);
        return BactrianConfig.read(Optional.of(file), Map.of());
    }

    /**
     * Makes topics and buckets, and starts the worker.
     *
     * @throws IllegalArgumentException listing what is wrong
     */
    void startWorker(BactrianConfig config) {
        List<String> wrong = Preflight.of(config).stream()
                .filter(finding -> !finding.ok())
                .map(Finding::line)
                .toList();
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", wrong));
        }
        worker = Optional.of(Worker.start(config));
    }

    /** Where everything is, for people. */
    List<String> addresses(BactrianConfig config) {
        return List.of(
                "Kafka            " + kafka.address(),
                "object store     %s (access key %s, secret key %s)"
                        .formatted(s3.address(), ACCESS_KEY, StoreConfig.EMBEDDED_SECRET_KEY),
                "metrics, health  http://%s:%d/metrics"
                        .formatted(config.http().host(), config.http().port()));
    }

    @Override
    public void close() {
        worker.ifPresent(Worker::close);
        stopServers();
        remove(data);
    }

    private void stopServers() {
        s3.close();
        kafka.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void remove(Path folder) {
        List<Path> paths = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                walk.sorted(Comparator.reverseOrder()).forEach(paths::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot remove " + folder, unreadable);
            }
        }
        paths.forEach(path -> path.toFile().delete());
    }
}
