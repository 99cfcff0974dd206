package org.bactrian.app;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.bactrian.metrics.Meters;
import org.bactrian.metrics.PipelineMeter;
import org.bactrian.route.CaseModel;
import org.bactrian.route.Channels;
import org.bactrian.route.FailurePolicy;
import org.bactrian.route.Outage;
import org.bactrian.route.SegmentRoutes;
import org.bactrian.route.SegmentSteps;
import org.bactrian.route.WorkRoot;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.s3.S3ObjectStore;

/** Takes cases from Kafka and segments them, from {@link #start} to {@link #close}. This page is the whole wiring. */
public final class Worker implements AutoCloseable {

    private final BactrianConfig config;
    private final Clock clock = Clock.systemUTC();
    private final Registry registry = new Registry();
    private final Deque<Runnable> closings = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Worker(BactrianConfig config) {
        this.config = config;
    }

    /**
     * Starts a worker. {@link Preflight} tells beforehand what is missing.
     *
     * @throws IllegalArgumentException when the configuration names a model, stage or device that is not there
     */
    public static Worker start(BactrianConfig config) {
        Worker worker = new Worker(config);
        boolean running = false;
        try {
            worker.run();
            running = true;
            return worker;
        } finally {
            if (!running) {
                worker.close();
            }
        }
    }

    /** Waits until the worker is closed. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    /** Takes no further message, finishes the one in hand, and frees everything. */
    @Override
    public synchronized void close() {
        while (!closings.isEmpty()) {
            closings.pop().run();
        }
        closed.countDown();
    }

    private void run() {
        closings.push(registry::close);
        Meters meters = registry.meters();
        Outage outage = new Outage(config.retry().attempts(), meters);
        meters.watch(PipelineMeter.PAUSED, () -> outage.reason().isPresent() ? 1 : 0);

        ObjectStore store = new S3ObjectStore(config.store().s3());
        closings.push(store::close);
        WorkRoot root = WorkRoot.open(config.work().root());
        closings.push(root::close);
        LoadedModel model = LoadedModel.open(config);
        closings.push(model::close);

        CaseModel caseModel = model.caseModel(
                (caseId, stage, elapsed) -> meters.time(PipelineMeter.STAGE_SECONDS, elapsed, "stage", stage));
        SegmentSteps segmentSteps =
                new SegmentSteps(caseModel, store, config.store().buckets().results(), root, clock, meters, outage);
        Channels channels = KafkaChannels.of(config.kafka());

        Main camel = new Main();
        camel.bind("kafka", KafkaChannels.component(config.kafka()));
        Stream.of(
                        new FailurePolicy(
                                SegmentRoutes.POLICY,
                                SegmentRoutes.GIVE_UP,
                                config.retry().backoff(),
                                outage,
                                clock),
                        new SegmentRoutes(channels, segmentSteps),
                        new ObserveRoutes(registry, List.of(outage)))
                .forEach(routes -> camel.configure().addRoutesBuilder(routes));
        settle(camel);
        closings.push(camel::stop);
        camel.start();
    }

    /** What routes are run with: only our own configuration counts, and stopping waits for the case in hand. */
    private void settle(Main camel) {
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.configure()
                .withAutoConfigurationEnvironmentVariablesEnabled(false)
                .withAutoConfigurationSystemPropertiesEnabled(false)
                .withRoutesCollectorEnabled(false)
                .withStreamCachingEnabled(false)
                .withJmxEnabled(false)
                .withShutdownTimeout(
                        Math.toIntExact(config.kafka().longestCase().toSeconds()));
        camel.configure()
                .httpServer()
                .withEnabled(true)
                .withHost(config.http().host())
                .withPort(config.http().port());
    }
}
