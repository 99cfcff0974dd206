package org.bactrian.app;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.event.EventJson;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.stage.StageSpec;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.s3.S3ObjectStore;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;

/** What one test has to itself on servers that all share: topics, a model, a configuration, files. */
final class TestWard implements AutoCloseable {

    private static final Geometry GRID = Geometry.of(new Index3(24, 20, 12), new Spacing(1.5, 1.5, 3));
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    final Map<String, String> environment = new HashMap<>();
    final ObjectStore store;
    final TestTopics topics;
    // As Prometheus speaks: a first request that asks for HTTP/2 is once in a while never answered.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private Optional<Worker> worker = Optional.empty();

    /**
     * A ward.
     *
     * @param name of the test, short
     * @param folder for its files
     */
    TestWard(TestServers servers, String name, Path folder, StageSpec... stages) throws IOException {
        this.folder = folder;
        TinyModel.write(folder.resolve("model.bactrian"), stages);
        environment.putAll(Map.of(
                "BACTRIAN_KAFKA_BROKERS",
                servers.brokers(),
                "BACTRIAN_KAFKA_GROUP",
                name,
                "BACTRIAN_KAFKA_PARTITIONS",
                "2",
                "BACTRIAN_KAFKA_PROPERTIES",
                "{session.timeout.ms: 6000, heartbeat.interval.ms: 1000}",
                "BACTRIAN_STORE_ENDPOINT",
                servers.storeEndpoint(),
                "BACTRIAN_STORE_ACCESS_KEY",
                TestServers.ACCESS_KEY,
                "BACTRIAN_STORE_SECRET_KEY",
                TestServers.SECRET_KEY,
                "BACTRIAN_STORE_BUCKETS_RESULTS",
                name + "-results"));
        environment.putAll(Map.of(
                "BACTRIAN_MODEL_PATH",
                folder.resolve("model.bactrian").toString(),
                "BACTRIAN_STAGES_PLUGINS",
                pluginFolder(folder).toString(),
                "BACTRIAN_WORK_ROOT",
                folder.resolve("work").toString(),
                "BACTRIAN_WORK_FREE_MEBIBYTES",
                "16",
                "BACTRIAN_HTTP_PORT",
                Integer.toString(freePort()),
                "BACTRIAN_RETRY_ATTEMPTS",
                "2",
                "BACTRIAN_RETRY_FIRST_DELAY",
                "100ms",
                "BACTRIAN_RETRY_LONGEST_DELAY",
                "500ms"));
        for (String topic : List.of("CASES", "RESULTS", "DEAD_LETTERS", "TRAINING", "TRAINING_REPORTS")) {
            environment.put(
                    "BACTRIAN_KAFKA_TOPICS_" + topic,
                    name + "-" + topic.replace('_', '-').toLowerCase(Locale.ROOT));
        }
        store = new S3ObjectStore(config().store().s3());
        topics = new TestTopics(config().kafka());
    }

    /** Has clients that will be made give up on a broker that is away after some seconds, not some tens. */
    void missTheBrokerSoon() {
        environment.put(
                "BACTRIAN_KAFKA_PROPERTIES",
                "{delivery.timeout.ms: 4000, request.timeout.ms: 3000, max.block.ms: 4000}");
    }

    BactrianConfig config() {
        return BactrianConfig.read(Optional.empty(), environment);
    }

    /** Starts a worker in this process, with topics and buckets made; it ends with the test. */
    void startWorker() {
        assertReady();
        worker = Optional.of(Worker.start(config()));
    }

    /** Starts a worker in a process of its own. */
    Process workerProcess() throws IOException {
        assertReady();
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProcess.class.getName());
        process.environment().putAll(environment);
        return process.redirectErrorStream(true)
                .redirectOutput(
                        folder.resolve("worker-" + System.nanoTime() + ".log").toFile())
                .start();
    }

    private void assertReady() {
        List<Preflight.Finding> wrong =
                Preflight.of(config()).stream().filter(finding -> !finding.ok()).toList();
        if (!wrong.isEmpty()) {
            throw new AssertionError("not ready: " + wrong);
        }
    }

    /** Uploads a scan and submits it as a case. */
    void submit(String eventId, String caseId) throws IOException {
        ObjectKey key = new ObjectKey("scans", caseId + "/ct.nii.gz");
        upload(key);
        submit(eventId, caseId, key);
    }

    /** Uploads a scan. */
    void upload(ObjectKey key) throws IOException {
        NiftiWriter.write(scan(), new Volume(GRID, ramp(key.hashCode())));
        store.upload(key, scan(), "application/gzip");
    }

    /** The scan that was uploaded last. */
    Path scan() {
        return folder.resolve("ct.nii.gz");
    }

    /** Submits an object as a case. */
    void submit(String eventId, String caseId, ObjectKey key) {
        Submitted submitted = new Submitted(eventId, caseId, List.of(key), Optional.empty(), Instant.now());
        topics.send(config().kafka().topics().cases(), caseId, EventJson.write(submitted));
    }

    /** Asks the worker over HTTP. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address =
                URI.create("http://127.0.0.1:%d%s".formatted(config().http().port(), path));
        return http.send(
                HttpRequest.newBuilder(address).timeout(LONGEST_ANSWER).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        worker.ifPresent(Worker::close);
        topics.close();
        store.close();
    }

    private static float[] ramp(int start) {
        float[] voxels = new float[24 * 20 * 12];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (i * 31 + start) % 1000;
        }
        return voxels;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A plug-in jar as people drop it in, holding {@link HoldStage} and {@link HungryStage}. */
    private static Path pluginFolder(Path folder) throws IOException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        String service = "META-INF/services/org.bactrian.stage.StageFactory";
        try (OutputStream file = Files.newOutputStream(plugins.resolve("hold.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new ZipEntry(service));
            String stages = HoldStage.class.getName() + "\n" + HungryStage.class.getName();
            jar.write(stages.getBytes(StandardCharsets.UTF_8));
        }
        return plugins;
    }
}
