package org.bactrian.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.bactrian.metrics.Meters;
import org.bactrian.metrics.PipelineMeter;
import org.bactrian.route.Channels;
import org.bactrian.route.FailurePolicy;
import org.bactrian.route.Outage;
import org.bactrian.route.WorkRoot;
import org.bactrian.route.Workplace;
import org.bactrian.route.segment.SegmentRoutes;
import org.bactrian.route.segment.SegmentSteps;
import org.bactrian.route.train.Recipes;
import org.bactrian.route.train.TrainRoutes;
import org.bactrian.route.train.TrainSteps;
import org.bactrian.segment.CasesInWork;
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
    private final Closings closings = new Closings();
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile boolean stopping;

    private Worker(BactrianConfig config) {
        this.config = config;
    }

    /**
     * Starts a worker. {@link Preflight} tells beforehand what is missing.
     *
     * @throws IllegalArgumentException when the configuration names a model, stage or device that is not there, or a
     *     port that is taken
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
        try {
            closings.close();
        } finally {
            closed.countDown();
        }
    }

    private void run() {
        requireFree(config.http());
        closings.push(registry::close);
        ObjectStore store = new S3ObjectStore(config.store().s3());
        closings.push(store::close);
        WorkRoot root = WorkRoot.open(config.work().root());
        closings.push(root::close);
        LoadedModel model = LoadedModel.open(config);
        closings.push(model::close);

        Meters meters = registry.meters();
        QueueWatch queues = QueueWatch.watch(config.kafka(), meters);
        closings.push(queues::close);
        Workplace place = new Workplace(store, root, clock, meters, new CasesInWork());
        Outage casesWait = new Outage(config.retry().attempts(), meters);
        Outage trainingWaits = new Outage(config.retry().attempts(), meters);
        Supplier<Optional<String>> pause = () -> casesWait.reason().or(queues::brokerAway);
        meters.watch(PipelineMeter.PAUSED, () -> pause.get().isPresent() ? 1 : 0);
        meters.watch(PipelineMeter.TRAINING_PAUSED, () -> trainingWaits.reason().isPresent() ? 1 : 0);

        Channels channels = KafkaChannels.of(config.kafka());
        Main camel = new Main();
        camel.bind("kafka", KafkaChannels.component(config.kafka()));
        Stream.of(
                        policy(SegmentRoutes.POLICY, SegmentRoutes.GIVE_UP, casesWait),
                        policy(TrainRoutes.POLICY, TrainRoutes.GIVE_UP, trainingWaits),
                        new SegmentRoutes(channels, segmentSteps(model, place, casesWait)),
                        new TrainRoutes(channels, trainSteps(place, trainingWaits)),
                        new ObserveRoutes(registry, pause))
                .forEach(routes -> camel.configure().addRoutesBuilder(routes));
        settle(camel);
        closings.push(camel::stop);
        closings.push(place.inWork()::stopWaiting);
        camel.start();
    }

    private SegmentSteps segmentSteps(LoadedModel model, Workplace place, Outage outage) {
        StageObserver stages =
                (caseId, stage, elapsed) -> place.meters().time(PipelineMeter.STAGE_SECONDS, elapsed, "stage", stage);
        String results = config.store().buckets().results();
        return new SegmentSteps(
                model.caseModel(stages), place, results, config.work().largestBytes(), outage);
    }

    private TrainSteps trainSteps(Workplace place, Outage outage) {
        TrainingEnvironment environment = new TrainingEnvironment(
                StageCatalog.withPlugins(config.stages().plugins()),
                config.model().computeDevice(),
                config.model().trainingFormat(),
                TrainingListener.NONE,
                () -> stopping);
        Recipes presets = (preset, dataset) -> Preset.named(preset).recipe(dataset);
        return new TrainSteps(
                presets, environment, place, config.store().buckets().models(), outage);
    }

    private static void requireFree(HttpConfig http) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(http.host(), http.port()));
        } catch (IOException taken) {
            throw new IllegalArgumentException(
                    "%s:%d cannot be served at: %s (http.host, http.port)"
                            .formatted(http.host(), http.port(), taken.getMessage()),
                    taken);
        }
    }

    private FailurePolicy policy(String id, String giveUp, Outage outage) {
        return new FailurePolicy(id, giveUp, config.retry().backoff(), outage);
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
