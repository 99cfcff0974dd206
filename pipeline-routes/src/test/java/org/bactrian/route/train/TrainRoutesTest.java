package org.bactrian.route.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.DelegateSyncProcessor;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.EventJson;
import org.bactrian.event.FailureReason;
import org.bactrian.event.TrainingEvent;
import org.bactrian.event.TrainingEvent.EpochFinished;
import org.bactrian.event.TrainingEvent.Failed;
import org.bactrian.event.TrainingEvent.Finished;
import org.bactrian.event.TrainingEvent.Requested;
import org.bactrian.metrics.Meters;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.route.Backoff;
import org.bactrian.route.Channels;
import org.bactrian.route.FailurePolicy;
import org.bactrian.route.Outage;
import org.bactrian.route.RouteStage;
import org.bactrian.route.Walk;
import org.bactrian.route.WorkRoot;
import org.bactrian.route.Workplace;
import org.bactrian.segment.CasesInWork;
import org.bactrian.stage.StageCatalog;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectPrefix;
import org.bactrian.store.directory.DirectoryObjectStore;
import org.bactrian.train.Recipe;
import org.bactrian.train.TrainingEnvironment;
import org.bactrian.train.TrainingListener;
import org.bactrian.train.TrainingPlan;
import org.bactrian.train.dataset.DatasetDescription;
import org.bactrian.train.dataset.Fold;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.TrainingRules;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TrainRoutesTest {

    private static final ObjectPrefix DATASET = new ObjectPrefix("datasets", "Dataset001_Boxes/");
    private static final String DESCRIPTION = "{\"channel_names\": {\"0\": \"CT\"}, \"labels\": {\"background\": 0,"
            + " \"kidney\": 1}, \"numTraining\": 2, \"file_ending\": \".nii.gz\"}";
    private static final ObjectKey CHECKPOINT = new ObjectKey("models", "boxes/training.checkpoint");

    private final Path folder;
    private final DirectoryObjectStore store;
    private final WorkRoot root;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicBoolean stop = new AtomicBoolean();
    private Processor atTheEndOfEachStep = exchange -> {};

    TrainRoutesTest(@TempDir Path folder) {
        this.folder = folder;
        store = new DirectoryObjectStore(folder.resolve("store"));
        root = WorkRoot.open(folder.resolve("work"));
    }

    @BeforeEach
    void start() throws Exception {
        List.of("datasets", "models").forEach(store::createBucket);
        Meters meters = new Meters(new SimpleMeterRegistry());
        Outage outage = new Outage(2, meters);
        Backoff backoff = new Backoff(2, Duration.ofMillis(1), Duration.ofMillis(2));
        Channels channels =
                new Channels("direct:cases", "mock:results", "mock:dead", "direct:training", "mock:reports");
        TrainingEnvironment environment = new TrainingEnvironment(
                StageCatalog.builtIn(), ComputeDevice.CPU, Precision.FLOAT32, TrainingListener.NONE, stop::get);
        camel.addRoutesConfigurations(new FailurePolicy(TrainRoutes.POLICY, TrainRoutes.GIVE_UP, backoff, outage));
        camel.addRoutes(new TrainRoutes(
                channels,
                new TrainSteps(
                        TrainRoutesTest::recipe,
                        environment,
                        new Workplace(store, root, Clock.systemUTC(), meters, new CasesInWork()),
                        "models",
                        outage)));
        camel.getCamelContextExtension()
                .addInterceptStrategy((context, definition, step, next) -> new DelegateSyncProcessor(exchange -> {
                    step.process(exchange);
                    atTheEndOfEachStep.process(exchange);
                }));
        camel.start();
    }

    @AfterEach
    void close() {
        camel.stop();
        root.close();
    }

    @Test
    void aRequestedTrainingIsReportedEpochByEpochAndItsModelIsStored() throws IOException {
        uploadDataset();

        request("tiny", 2);

        assertThat(reports()).hasSize(3);
        assertThat(reports().subList(0, 2))
                .allSatisfy(report -> assertThat(report).isInstanceOf(EpochFinished.class));
        Finished finished = (Finished) reports().get(2);
        assertThat(finished.epochs()).isEqualTo(2);
        Path model = folder.resolve("model.bactrian");
        store.download(finished.model(), model);
        assertThat(ModelBundle.read(model).digest()).isEqualTo(finished.modelDigest());
        assertThat(commits).hasValue(1);
        assertThat(store.find(CHECKPOINT)).isEmpty();
    }

    @Test
    void aTrainingThatIsDoneIsAnnouncedAgainAndNotRepeated() throws IOException {
        uploadDataset();

        request("tiny", 1);
        request("tiny", 1);

        assertThat(reports()).filteredOn(EpochFinished.class::isInstance).hasSize(1);
        assertThat(reports()).filteredOn(Finished.class::isInstance).hasSize(2);
        assertThat(commits).hasValue(2);
    }

    @Test
    void aStoppedTrainingIsLeftToTheNextWorkerWhichGoesOnFromItsCheckpoint() throws IOException {
        uploadDataset();
        reportsEndpoint().whenAnyExchangeReceived(exchange -> stop.set(true));

        request("tiny", 2);

        assertThat(reports()).hasSize(1);
        assertThat(store.find(CHECKPOINT)).isPresent();
        assertThat(commits).hasValue(0);
        assertThat(deadLetters().getExchanges()).isEmpty();
        reportsEndpoint().whenAnyExchangeReceived(exchange -> {});
        stop.set(false);
        request("tiny", 2);
        assertThat(reports()).hasSize(3);
        assertThat(((EpochFinished) reports().get(1)).epoch()).isEqualTo(2);
        assertThat(commits).hasValue(1);
    }

    @Test
    void aDatasetThatIsNotThereIsGivenUp() {
        request("tiny", 1);

        Failed failed = (Failed) reports().get(0);
        assertThat(failed.reason()).isEqualTo(FailureReason.MISSING_OBJECT);
        assertThat(failed.message()).contains("s3://datasets/Dataset001_Boxes/");
        assertThat(deadLetters().getExchanges()).hasSize(1);
        assertThat(commits).hasValue(1);
    }

    @Test
    void aPresetThatNobodyKnowsIsGivenUpWithTheKnownOnes() throws IOException {
        uploadDataset();

        request("huge", 1);

        Failed failed = (Failed) reports().get(0);
        assertThat(failed.reason()).isEqualTo(FailureReason.BAD_CASE);
        assertThat(failed.message()).contains("no preset is named 'huge'");
    }

    @Test
    @Timeout(60)
    void aRequestThatNestsTooDeepIsGivenUpAtOnce() {
        deliver("{\"a\":".repeat(3000));

        DeadLetter letter = onlyLetter();
        assertThat(letter.reason()).isEqualTo(FailureReason.BAD_MESSAGE);
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(reportsEndpoint().getExchanges()).isEmpty();
        assertThat(commits).hasValue(1);
    }

    @Test
    void aDescriptionThatIsNotUtf8IsABadCaseAndWaitsForNothing() throws IOException {
        uploadDataset();
        describe("{\"description\": \"Münster\"}", StandardCharsets.ISO_8859_1);

        request("tiny", 1);

        Failed failed = (Failed) reports().get(0);
        assertThat(failed.reason()).isEqualTo(FailureReason.BAD_CASE);
        assertThat(failed.message()).isEqualTo("dataset.json: text is 0xFC at byte 18, expected UTF-8");
        assertThat(commits).hasValue(1);
    }

    @Test
    void aNumberThatIsNullIsABadCase() throws IOException {
        uploadDataset();
        describe(DESCRIPTION.replace("2", "null"), StandardCharsets.UTF_8);

        request("tiny", 1);

        Failed failed = (Failed) reports().get(0);
        assertThat(failed.reason()).isEqualTo(FailureReason.BAD_CASE);
        assertThat(failed.message()).contains("dataset.json: numTraining is null, expected a whole number");
    }

    @Test
    void aDamagedCheckpointIsNamedWithoutItsFolder() throws IOException {
        uploadDataset();
        store.put(CHECKPOINT, "PK junk".getBytes(StandardCharsets.UTF_8), "application/octet-stream");

        request("tiny", 1);

        Failed failed = (Failed) reports().get(0);
        assertThat(failed.reason()).isEqualTo(FailureReason.BAD_CASE);
        assertThat(failed.message()).startsWith("training.checkpoint: ");
    }

    @Test
    @Timeout(60)
    void aFaultWhileARequestIsReadIsGivenUpAfterAFewTriesAndKnowsWhereItLay() {
        atTheEndOfEachStep = exchange -> {
            if (exchange.getMessage().getBody() instanceof Requested
                    && Walk.stage(exchange).equals("read")) {
                throw new IllegalStateException("a fault");
            }
        };

        request("tiny", 1);

        DeadLetter letter = onlyLetter();
        assertThat(letter.reason()).isEqualTo(FailureReason.UNEXPECTED);
        assertThat(letter.topic()).isEqualTo("requests");
        assertThat(letter.attempts()).isEqualTo(3);
        assertThat(commits).hasValue(1);
    }

    private DeadLetter onlyLetter() {
        assertThat(deadLetters().getExchanges()).hasSize(1);
        return RouteStage.letter(deadLetters().getExchanges().get(0));
    }

    private void request(String preset, int epochs) {
        deliver(EventJson.write(new Requested("boxes", DATASET, preset, "all", epochs, 1, RouteStage.NOW)));
    }

    private void deliver(String body) {
        camel.createProducerTemplate().send("direct:training", exchange -> {
            exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
            exchange.getMessage().setHeader(KafkaConstants.TOPIC, "requests");
            exchange.getMessage().setHeader(KafkaConstants.MANUAL_COMMIT, (KafkaManualCommit) commits::incrementAndGet);
        });
    }

    private List<TrainingEvent> reports() {
        return reportsEndpoint().getExchanges().stream()
                .map(exchange -> EventJson.readTraining(exchange.getMessage().getBody(String.class)))
                .toList();
    }

    private MockEndpoint reportsEndpoint() {
        return camel.getEndpoint("mock:reports", MockEndpoint.class);
    }

    private MockEndpoint deadLetters() {
        return camel.getEndpoint("mock:dead", MockEndpoint.class);
    }

    private static Recipe recipe(String preset, DatasetDescription dataset) {
        if (!preset.equals("tiny")) {
            throw new IllegalArgumentException("no preset is named '%s'; known: [tiny]".formatted(preset));
        }
        Index3 one = new Index3(1, 1, 1);
        Index3 two = new Index3(2, 2, 2);
        UNetPlan network = new UNetPlan(
                new Spacing(3, 3, 3),
                new Index3(16, 16, 8),
                dataset.channels(),
                dataset.labels().size(),
                List.of(4, 8),
                List.of(one, two),
                Collections.nCopies(2, new Index3(3, 3, 3)),
                Collections.nCopies(2, 1),
                List.of(1),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0));
        TrainingRules rules = new TrainingRules(List.of(1.0), 0.9, 3e-5, 12, 1e-5);
        return new Recipe(network, new TrainingPlan(1, 2, 1, 2, 0.05, 0.9, 0.5, rules, 1, Fold.ALL));
    }

    /** Two scans with a bright box each. */
    private void uploadDataset() throws IOException {
        describe(DESCRIPTION, StandardCharsets.UTF_8);
        Geometry grid = Geometry.of(new Index3(24, 22, 14), new Spacing(2, 2, 3));
        for (int number = 0; number < 2; number++) {
            float[] intensities = new float[(int) grid.size().product()];
            byte[] labels = new byte[intensities.length];
            for (int i = 0; i < labels.length; i++) {
                int x = i % 24;
                labels[i] = (byte) (x > 4 + number && x < 12 ? 1 : 0);
                intensities[i] = 100f * labels[i] + i % 7;
            }
            upload(
                    "imagesTr/case_%d_0000.nii.gz".formatted(number),
                    file -> NiftiWriter.write(file, new Volume(grid, intensities)));
            upload(
                    "labelsTr/case_%d.nii.gz".formatted(number),
                    file -> NiftiWriter.write(file, LabelMap.of(grid, labels)));
        }
    }

    private void describe(String description, Charset encoding) {
        store.put(DATASET.resolve("dataset.json"), description.getBytes(encoding), "application/json");
    }

    private void upload(String name, Consumer<Path> write) throws IOException {
        Path file = folder.resolve("volume.nii.gz");
        write.accept(file);
        store.upload(DATASET.resolve(name), file, "application/gzip");
        Files.delete(file);
    }
}
