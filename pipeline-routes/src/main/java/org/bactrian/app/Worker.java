package org.bactrian.app;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.bactrian.metrics.Meters;
import org.bactrian.metrics.PipelineMeter;
import org.bactrian.route.Channels;
import org.bactrian.route.FailurePolicy;
import org.bactrian.route.Outage;
import org.bactrian.route.SegmentRoutes;
import org.bactrian.route.SegmentSteps;
import org.bactrian.route.TrainRoutes;
import org.bactrian.route.TrainSteps;
import org.bactrian.route.WorkRoot;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.s3.S3ObjectStore;
import org.bactrian.train.Preset;
import org.bactrian.train.TrainingEnvironment;
import org.bactrian.train.TrainingListener;

/** Takes cases and trainings from Kafka and works on them, from {@link #start} to {@link #close}. This page is the whole wiring. */
public final class Worker implements AutoCloseable {

    private final BactrianConfig config;
    private final Clock clock = Clock.systemUTC();
    private final Registry registry = new Registry();
    private final Deque<Runnable> closings = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile boolean stopping;

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
        stopping = true;
        while (!closings.isEmpty()) {
            closings.pop().run();
        }
        closed.countDown();
    }

    private void run() {
        closings.push(registry::close);
        ObjectStore store = new S3ObjectStore(config.store().s3());
        closings.push(store::close);
        WorkRoot root = WorkRoot.open(config.work().root());
        closings.push(root::close);
        LoadedModel model = LoadedModel.open(config);
        closings.push(model::close);

        Meters meters = registry.meters();
        Outage casesWait = new Outage(config.retry().attempts(), meters);
        Outage trainingWaits = new Outage(config.retry().attempts(), meters);
        meters.watch(PipelineMeter.PAUSED, () -> casesWait.reason().isPresent() ? 1 : 0);
        StageObserver stages =
                (caseId, stage, elapsed) -> meters.time(PipelineMeter.STAGE_SECONDS, elapsed, "stage", stage);
        BucketsConfig buckets = config.store().buckets();
        Channels channels = KafkaChannels.of(config.kafka());
        QueueLag lag = QueueLag.watch(config.kafka(), meters);
        closings.push(lag::close);

        Main camel = new Main();
        camel.bind("kafka", KafkaChannels.component(config.kafka()));
        add(camel, policy(SegmentRoutes.POLICY, SegmentRoutes.GIVE_UP, casesWait));
        add(camel, policy(TrainRoutes.POLICY, TrainRoutes.GIVE_UP, trainingWaits));
        add(
                camel,
                new SegmentRoutes(
                        channels,
                        new SegmentSteps(
                                model.caseModel(stages), store, buckets.results(), root, clock, meters, casesWait)));
        add(
                camel,
                new TrainRoutes(
                        channels,
                        new TrainSteps(
                                (preset, dataset) -> Preset.named(preset).recipe(dataset),
                                training(),
                                store,
                                buckets.models(),
                                root,
                                clock,
                                meters,
                                trainingWaits)));
        add(camel, new ObserveRoutes(registry, List.of(casesWait, trainingWaits)));
        settle(camel);
        closings.push(camel::stop);
        camel.start();
    }

    private static void add(Main camel, RouteBuilder routes) {
        camel.configure().addRoutesBuilder(routes);
    }

    private FailurePolicy policy(String id, String giveUp, Outage outage) {
        return new FailurePolicy(id, giveUp, config.retry().backoff(), outage, clock);
    }

    private TrainingEnvironment training() {
        return new TrainingEnvironment(
                StageCatalog.withPlugins(config.stages().plugins()),
                config.model().computeDevice(),
                config.model().numberFormat(),
                TrainingListener.NONE,
                () -> stopping);
    }

    /** What routes are run with: only our own configuration counts, and stopping waits for the case in hand. */
    private void settle(Main camel) {
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
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
