package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.DelegateSyncProcessor;
import org.bactrian.event.CaseEvent;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.EventJson;
import org.bactrian.metrics.Meters;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.route.segment.CaseModel;
import org.bactrian.route.segment.LabelsFound;
import org.bactrian.route.segment.SegmentRoutes;
import org.bactrian.route.segment.SegmentSteps;
import org.bactrian.segment.CasesInWork;
import org.bactrian.segment.PreparedCase;
import org.bactrian.segment.confidence.Certainty;
import org.bactrian.segment.confidence.Coverage;
import org.bactrian.segment.confidence.ReviewRules;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectStore;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Measurement;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;

/** A case's walk set up without Kafka: messages are handed in, and what comes out is caught. */
public final class RouteStage implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");
    public static final Geometry GRID = Geometry.of(new Index3(4, 3, 2), new Spacing(1, 1, 3));
    public static final long LARGEST_BYTES = 100_000;
    public static final List<String> LABELS = List.of("background", "kidney");
    public static final String DIGEST = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";

    public final AtomicInteger computed = new AtomicInteger();
    public Runnable onCommit = () -> {};
    public final AtomicInteger commits = new AtomicInteger();
    public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    public final Meters meters = new Meters(registry);
    private static final Certainty CERTAIN = new Certainty(
            OptionalDouble.of(0.125), Map.of(1, 0.5), Optional.of(new Coverage(12, 96, Optional.empty())));

    public final Outage outage = new Outage(2, meters);
    public final CasesInWork inWork = new CasesInWork();
    public final Path workFolder;

    private final ObjectStore store;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final WorkRoot root;

    public RouteStage(ObjectStore store, Path workFolder) {
        this.store = store;
        this.workFolder = workFolder;
        root = WorkRoot.open(workFolder);
        List.of("scans", "results").forEach(store::createBucket);
    }

    /** Starts the routes with a model whose network calls every bright voxel kidney. */
    public RouteStage start() throws Exception {
        return start(model(this::threshold));
    }

    /** A model that measures what its network left. */
    public CaseModel model(Function<Case, LabelMap> network) {
        Measurement volume = new Measurement("kidney_volume", 3.5, "ml");
        return new CaseModel(
                DIGEST,
                "",
                LABELS,
                scan -> new PreparedCase(scan, Optional.empty()),
                prepared -> new LabelsFound(network.apply(prepared.seen()), CERTAIN),
                image -> image.measured(List.of(volume)),
                ReviewRules.STANDARD);
    }

    public RouteStage start(CaseModel model) throws Exception {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Backoff backoff = new Backoff(2, Duration.ofMillis(1), Duration.ofMillis(2));
        Channels channels =
                new Channels("direct:cases", "mock:results", "mock:dead", "direct:training", "mock:reports");
        camel.addRoutesConfigurations(new FailurePolicy(SegmentRoutes.POLICY, SegmentRoutes.GIVE_UP, backoff, outage));
        camel.addRoutes(new SegmentRoutes(
                channels,
                new SegmentSteps(
                        model, new Workplace(store, root, clock, meters, inWork), "results", LARGEST_BYTES, outage)));
        camel.start();
        return this;
    }

    /** Has something happen at the end of every step, as a part of it. */
    public void atTheEndOfEachStep(Processor happening) {
        camel.getCamelContextExtension()
                .addInterceptStrategy((context, definition, step, next) -> new DelegateSyncProcessor(exchange -> {
                    step.process(exchange);
                    happening.process(exchange);
                }));
    }

    public MockEndpoint results() {
        return camel.getEndpoint("mock:results", MockEndpoint.class);
    }

    public MockEndpoint deadLetters() {
        return camel.getEndpoint("mock:dead", MockEndpoint.class);
    }

    /** The case events that were announced. */
    public List<CaseEvent> announced() {
        return results().getExchanges().stream()
                .map(exchange -> EventJson.readCase(exchange.getMessage().getBody(String.class)))
                .toList();
    }

    /** Uploads a scan whose voxels are the numbers from 0. */
    public ObjectKey scan(String key) throws IOException {
        float[] voxels = new float[24];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = i;
        }
        Path file = Files.createTempFile("scan", ".nii.gz");
        NiftiWriter.write(file, new Volume(GRID, voxels));
        ObjectKey target = new ObjectKey("scans", key);
        store.upload(target, file, "application/gzip");
        Files.delete(file);
        return target;
    }

    /** Uploads a label map that calls some voxels kidney. */
    public ObjectKey labels(String key, int... kidney) throws IOException {
        byte[] labels = new byte[24];
        for (int voxel : kidney) {
            labels[voxel] = 1;
        }
        Path file = Files.createTempFile("labels", ".nii.gz");
        NiftiWriter.write(file, LabelMap.of(GRID, labels));
        ObjectKey target = new ObjectKey("scans", key);
        store.upload(target, file, "application/gzip");
        Files.delete(file);
        return target;
    }

    /** A submission of a scan as a message. */
    public static String message(String eventId, String caseId, ObjectKey scan) {
        return message(eventId, caseId, Optional.empty(), scan);
    }

    /** A submission of a scan with its truth as a message. */
    public static String message(String eventId, String caseId, Optional<ObjectKey> truth, ObjectKey scan) {
        return EventJson.write(new Submitted(eventId, caseId, List.of(scan), truth, NOW));
    }

    /** Uploads what is no scan. */
    public ObjectKey text(String key, String content) {
        ObjectKey target = new ObjectKey("scans", key);
        store.put(target, content.getBytes(StandardCharsets.UTF_8), "text/plain");
        return target;
    }

    /** The dead letter, which must be the only one. */
    public Exchange onlyDeadLetter() {
        assertThat(deadLetters().getExchanges()).hasSize(1);
        return deadLetters().getExchanges().get(0);
    }

    /** Why a dead letter died. */
    public static DeadLetter letter(Exchange dead) {
        Map<String, String> headers = new HashMap<>();
        dead.getMessage().getHeaders().forEach((name, value) -> {
            if (value instanceof String text) {
                headers.put(name, text);
            }
        });
        return DeadLetter.of(headers);
    }

    /** What a counter has counted. */
    public double count(String meter, String... tags) {
        return registry.get(meter).tags(tags).counter().count();
    }

    /** Delivers a message as the Kafka consumer does. */
    public void deliver(String body, Map<String, Object> headers) {
        camel.createProducerTemplate().send("direct:cases", exchange -> {
            exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            exchange.getMessage().setHeader(KafkaConstants.KEY, "key".getBytes(StandardCharsets.UTF_8));
            exchange.getMessage().setHeader(KafkaConstants.TOPIC, "cases");
            exchange.getMessage().setHeader(KafkaConstants.PARTITION, 3);
            exchange.getMessage().setHeader(KafkaConstants.OFFSET, 17L);
            exchange.getMessage().setHeader(KafkaConstants.MANUAL_COMMIT, (KafkaManualCommit) this::commit);
        });
    }

    private void commit() {
        commits.incrementAndGet();
        onCommit.run();
    }

    public void deliver(String body) {
        deliver(body, Map.of());
    }

    public LabelMap threshold(Case image) {
        computed.incrementAndGet();
        float[] voxels = image.channels().get(0).voxels();
        byte[] labels = new byte[voxels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (voxels[i] > 20 ? 1 : 0);
        }
        return LabelMap.of(image.geometry(), labels);
    }

    /** Stops the routes as a worker that ends does. */
    public void stop() {
        camel.stop();
    }

    @Override
    public void close() {
        camel.stop();
        root.close();
    }
}
