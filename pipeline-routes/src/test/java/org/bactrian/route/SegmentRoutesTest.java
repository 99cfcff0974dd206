package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bactrian.route.RouteStage.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.bactrian.event.CaseEvent;
import org.bactrian.event.CaseEvent.Failed;
import org.bactrian.event.CaseEvent.Segmented;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.EventJson;
import org.bactrian.event.FailureReason;
import org.bactrian.event.Quantity;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectPrefix;
import org.bactrian.store.StoreUnavailableException;
import org.bactrian.store.directory.DirectoryObjectStore;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SegmentRoutesTest {

    private final Path folder;
    private final DirectoryObjectStore store;
    private final RouteStage stage;

    SegmentRoutesTest(@TempDir Path folder) {
        this.folder = folder;
        store = new DirectoryObjectStore(folder.resolve("store"));
        stage = new RouteStage(store, folder.resolve("work"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aSubmittedCaseIsSegmentedStoredAndAnnounced() throws Exception {
        stage.start();

        stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")));

        assertThat(stage.announced()).hasSize(1);
        Segmented segmented = (Segmented) stage.announced().get(0);
        assertThat(segmented.eventId()).isEqualTo("e1");
        assertThat(segmented.reused()).isFalse();
        assertThat(segmented.measurements()).contains(new Quantity("kidney_volume", 3.5, "ml"));
        assertThat(segmented.seconds()).containsOnlyKeys("fetch", "preprocess", "segment", "postprocess");
        assertThat(stage.results().getExchanges().get(0).getMessage().getHeaders())
                .containsOnlyKeys(KafkaConstants.KEY)
                .containsValue("case_1");
        assertThat(segmented.pictures()).hasSize(1).allSatisfy(picture -> assertThat(store.read(picture, 1 << 20))
                .startsWith(0x89, 'P', 'N', 'G'));
        assertThat(stage.commits).hasValue(1);
        Path labels = folder.resolve("labels.nii.gz");
        store.download(segmented.labels(), labels);
        assertThat(NiftiReader.readLabels(labels).map().bytes())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1);
        String manifest = new String(store.read(segmented.result(), 10_000), StandardCharsets.UTF_8);
        assertThat(EventJson.readCase(manifest)).isEqualTo(segmented);
    }

    @Test
    void theSameCaseAgainIsAnnouncedAgainAndNotComputed() throws Exception {
        stage.start();
        ObjectKey scan = stage.scan("case_1/ct.nii.gz");

        stage.deliver(message("e1", "case_1", scan));
        stage.deliver(message("e2", "case_1", scan));

        assertThat(stage.computed).hasValue(1);
        assertThat(stage.announced()).extracting(CaseEvent::eventId).containsExactly("e1", "e2");
        Segmented again = (Segmented) stage.announced().get(1);
        assertThat(again.reused()).isTrue();
        assertThat(again.labels()).isEqualTo(((Segmented) stage.announced().get(0)).labels());
        assertThat(stage.commits).hasValue(2);
        assertThat(store.list(new ObjectPrefix("results", "")))
                .filteredOn(key -> key.name().equals("result.json"))
                .hasSize(1);
    }

    @Test
    void aCaseLeavesNoFiles() throws Exception {
        stage.start();

        stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")));
        stage.deliver(message("e2", "case_2", text("case_2/ct.nii.gz", "no NIfTI")));

        try (var files = Files.walk(stage.workFolder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("lock");
        }
    }

    @Test
    void aKnownTruthIsComparedWith() throws Exception {
        stage.start();
        ObjectKey scan = stage.scan("case_1/ct.nii.gz");
        ObjectKey truth = stage.labels("case_1/truth.nii.gz", 21, 22);

        stage.deliver(message("e1", "case_1", Optional.of(truth), scan));

        Segmented segmented = (Segmented) stage.announced().get(0);
        assertThat(segmented.measurements()).contains(new Quantity("dice_kidney", 0.8, "1"));
    }

    @Test
    void aTruthOnAnotherGridIsRefusedBeforeAnythingIsComputed() throws Exception {
        stage.start();
        ObjectKey truth = new ObjectKey("scans", "case_1/truth.nii.gz");
        Path file = folder.resolve("truth.nii.gz");
        NiftiWriter.write(file, LabelMap.of(Geometry.of(new Index3(2, 2, 2), new Spacing(1, 1, 1)), new byte[8]));
        store.upload(truth, file, "application/gzip");

        stage.deliver(message("e1", "case_1", Optional.of(truth), stage.scan("case_1/ct.nii.gz")));

        assertThat(letter(onlyDeadLetter()).message()).contains("truth.nii.gz").contains("grid");
        assertThat(stage.computed).hasValue(0);
    }

    @Test
    void ofTwoWorkersThatRaceOneResultStandsAndBothAnnounceIt() throws Exception {
        ObjectKey scan = stage.scan("case_1/ct.nii.gz");
        AtomicInteger runs = new AtomicInteger();
        stage.start(stage.model(image -> {
            if (runs.getAndIncrement() == 0) {
                stage.deliver(message("e2", "case_1", scan));
            }
            return stage.threshold(image);
        }));

        stage.deliver(message("e1", "case_1", scan));

        assertThat(runs).hasValue(2);
        assertThat(stage.announced()).extracting(CaseEvent::eventId).containsExactly("e2", "e1");
        assertThat(stage.announced())
                .map(Segmented.class::cast)
                .extracting(Segmented::reused)
                .containsExactly(false, true);
    }

    @Test
    void aScanThatWouldFillTheDiskIsRefusedUnread() throws Exception {
        stage.start();
        ObjectKey huge = new ObjectKey("scans", "case_1/ct.nii");
        store.put(huge, new byte[(int) RouteStage.LARGEST_BYTES + 1], "application/octet-stream");

        stage.deliver(message("e1", "case_1", huge));

        assertThat(letter(onlyDeadLetter()).message()).contains("size is 100001 bytes, expected at most 100000");
    }

    @Test
    void casesAndFailuresAreCounted() throws Exception {
        stage.start();
        ObjectKey scan = stage.scan("case_1/ct.nii.gz");

        stage.deliver(message("e1", "case_1", scan));
        stage.deliver(message("e2", "case_1", scan));
        stage.deliver("{broken");

        assertThat(stage.count("bactrian.cases", "outcome", "segmented")).isEqualTo(1);
        assertThat(stage.count("bactrian.cases", "outcome", "reused")).isEqualTo(1);
        assertThat(stage.count("bactrian.cases", "outcome", "failed")).isEqualTo(1);
        assertThat(stage.count("bactrian.case.failures", "reason", "bad-message", "stage", "read"))
                .isEqualTo(1);
        assertThat(stage.registry.get("bactrian.cases.in.work").gauge().value()).isZero();
        assertThat(stage.registry
                        .get("bactrian.stage")
                        .tag("stage", "segment")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aBucketOfResultsThatIsGoneIsWaitedForAndBlamesNoCase() throws Exception {
        ObjectKey scan = stage.scan("case_1/ct.nii.gz");
        stage.start(stage.model(image -> {
            WorkRoot.remove(folder.resolve("store/results"));
            return stage.threshold(image);
        }));
        CompletableFuture<Void> repair = CompletableFuture.runAsync(() -> {
            while (stage.outage.reason().isEmpty()) {
                Thread.onSpinWait();
            }
            store.createBucket("results");
        });

        stage.deliver(message("e1", "case_1", scan));
        repair.get(30, TimeUnit.SECONDS);

        assertThat(stage.announced()).hasOnlyElementsOfType(Segmented.class).hasSize(1);
        assertThat(stage.deadLetters().getExchanges()).isEmpty();
    }

    @Test
    void whatIsNoMessageGoesToTheDeadLettersAsItCame() throws Exception {
        stage.start();

        stage.deliver("{broken", Map.of("colour", "red"));

        Exchange dead = onlyDeadLetter();
        assertThat(dead.getMessage().getBody(String.class)).isEqualTo("{broken");
        assertThat(dead.getMessage().getHeader(KafkaConstants.KEY, String.class))
                .isEqualTo("key");
        DeadLetter letter = letter(dead);
        assertThat(letter.reason()).isEqualTo(FailureReason.BAD_MESSAGE);
        assertThat(letter.stage()).isEqualTo("read");
        assertThat(letter.message()).contains("expected JSON");
        assertThat(letter.topic()).isEqualTo("cases");
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.offset()).isEqualTo(17);
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(dead.getMessage().getHeaders()).doesNotContainKey("colour");
        assertThat(stage.announced()).isEmpty();
        assertThat(stage.commits).hasValue(1);
    }

    @Test
    void aMessageThatNamesItsCaseButLacksAFieldIsAnswered() throws Exception {
        stage.start();

        stage.deliver(
                "{\"schema\":\"bactrian.case/1\",\"type\":\"submitted\",\"eventId\":\"e1\",\"caseId\":\"case_1\"}");

        assertThat(letter(onlyDeadLetter()).message()).contains("inputs");
        Failed failed = (Failed) stage.announced().get(0);
        assertThat(failed.caseId()).isEqualTo("case_1");
        assertThat(failed.eventId()).isEqualTo("e1");
        assertThat(failed.reason()).isEqualTo(FailureReason.BAD_MESSAGE);
    }

    @Test
    void aMissingObjectIsGivenUpAtOnceAndNamed() throws Exception {
        stage.start();

        stage.deliver(message("e1", "case_1", new ObjectKey("scans", "none.nii.gz")));

        DeadLetter letter = letter(onlyDeadLetter());
        assertThat(letter.reason()).isEqualTo(FailureReason.MISSING_OBJECT);
        assertThat(letter.message()).contains("s3://scans/none.nii.gz");
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(stage.announced()).hasOnlyElementsOfType(Failed.class).hasSize(1);
    }

    @Test
    void textInsteadOfNiftiIsABadCaseAndTheNextOneGoesOn() throws Exception {
        stage.start();

        stage.deliver(message("e1", "case_1", text("case_1/ct.nii.gz", "no NIfTI at all")));
        stage.deliver(message("e2", "case_2", stage.scan("case_2/ct.nii.gz")));

        DeadLetter letter = letter(onlyDeadLetter());
        assertThat(letter.reason()).isEqualTo(FailureReason.BAD_CASE);
        assertThat(letter.stage()).isEqualTo("preprocess");
        assertThat(letter.message()).contains("ct.nii.gz");
        assertThat(stage.announced()).hasSize(2);
        assertThat(stage.announced().get(1)).isInstanceOf(Segmented.class);
        assertThat(stage.commits).hasValue(2);
    }

    @Test
    void aScanThatIsCutOffIsABadCaseAlthoughAnIoErrorShowedIt() throws Exception {
        stage.start();
        ObjectKey whole = stage.scan("case_1/ct.nii.gz");
        ObjectKey cut = new ObjectKey("scans", "case_1/cut.nii.gz");
        byte[] content = store.read(whole, 100_000);
        store.put(cut, Arrays.copyOf(content, content.length - 20), "application/gzip");

        stage.deliver(message("e1", "case_1", cut));

        DeadLetter letter = letter(onlyDeadLetter());
        assertThat(letter.reason()).isEqualTo(FailureReason.BAD_CASE);
        assertThat(letter.attempts()).isEqualTo(1);
    }

    @Test
    void aCaseThatNeedsMoreMemoryThanThereIsIsGivenUpAtOnce() throws Exception {
        stage.start(failingModel(() -> {
            throw new OutOfMemoryError("Java heap space");
        }));

        stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")));

        DeadLetter letter = letter(onlyDeadLetter());
        assertThat(letter.reason()).isEqualTo(FailureReason.BAD_CASE);
        assertThat(letter.stage()).isEqualTo("segment");
        assertThat(letter.attempts()).isEqualTo(1);
    }

    @Test
    void aFaultOfTheProgramIsTriedAFewTimesAndThenGivenUp() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        stage.start(failingModel(() -> {
            tries.incrementAndGet();
            throw new IllegalStateException("a fault");
        }));

        stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")), Map.of("bactrian.attempts", "4"));

        assertThat(tries).hasValue(3);
        DeadLetter letter = letter(onlyDeadLetter());
        assertThat(letter.reason()).isEqualTo(FailureReason.UNEXPECTED);
        assertThat(letter.exception()).isEqualTo("java.lang.IllegalStateException");
        assertThat(letter.attempts()).isEqualTo(4 + 3);
    }

    @Test
    void aStageThatRefusesACaseIsNamed() throws Exception {
        stage.start(failingModel(() -> {
            throw BadCaseException.of("ct.nii.gz", "voxels", "all zero", "a scan")
                    .at("crop-to-nonzero");
        }));

        stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")));

        assertThat(letter(onlyDeadLetter()).stage()).isEqualTo("crop-to-nonzero");
    }

    @Test
    void aStoreThatIsAwayIsWaitedForAndTheCaseIsNotComputedAgain() throws Exception {
        List<String> seen = new ArrayList<>();
        AtomicInteger failures = new AtomicInteger(5);
        stage.results().whenAnyExchangeReceived(exchange -> {
            seen.add(stage.outage.reason().orElse("none"));
            if (failures.getAndDecrement() > 0) {
                throw new StoreUnavailableException("away", new IOException("refused"));
            }
        });
        stage.start();

        stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")));

        assertThat(seen).hasSize(6);
        assertThat(seen.subList(0, 2)).containsOnly("none");
        assertThat(seen.subList(2, 6)).allSatisfy(reason -> assertThat(reason).contains("away"));
        assertThat(stage.outage.reason()).isEmpty();
        assertThat(stage.computed).hasValue(1);
        assertThat(stage.deadLetters().getExchanges()).isEmpty();
        assertThat(stage.commits).hasValue(1);
    }

    @Test
    void aBrokerThatIsAwayDelaysADeadLetterAndLosesNothing() throws Exception {
        AtomicInteger failures = new AtomicInteger(3);
        stage.deadLetters().whenAnyExchangeReceived(exchange -> {
            if (failures.getAndDecrement() > 0) {
                throw new org.apache.kafka.common.errors.TimeoutException("no broker");
            }
        });
        stage.start();

        stage.deliver("{broken");

        assertThat(failures).hasValue(-1);
        DeadLetter letter = letter(stage.deadLetters().getExchanges().get(3));
        assertThat(letter.reason()).isEqualTo(FailureReason.BAD_MESSAGE);
        assertThat(stage.commits).hasValue(1);
    }

    @Test
    void stoppingEndsAWaitAndLeavesTheCaseToTheNextWorker() throws Exception {
        CountDownLatch paused = new CountDownLatch(3);
        stage.results().whenAnyExchangeReceived(exchange -> {
            paused.countDown();
            throw new StoreUnavailableException("away", new IOException("refused"));
        });
        stage.start();
        String message = message("e1", "case_1", stage.scan("case_1/ct.nii.gz"));
        CompletableFuture<Void> delivery = CompletableFuture.runAsync(() -> stage.deliver(message));

        paused.await();
        stage.stop();
        delivery.join();

        assertThat(stage.commits).hasValue(0);
        assertThat(stage.deadLetters().getExchanges()).isEmpty();
    }

    private CaseModel failingModel(Runnable fault) {
        return new CaseModel(
                RouteStage.DIGEST,
                "",
                RouteStage.LABELS,
                scan -> scan,
                image -> {
                    fault.run();
                    throw new AssertionError("there is no network");
                },
                image -> image);
    }

    private ObjectKey text(String key, String content) {
        ObjectKey target = new ObjectKey("scans", key);
        store.put(target, content.getBytes(StandardCharsets.UTF_8), "text/plain");
        return target;
    }

    private Exchange onlyDeadLetter() {
        assertThat(stage.deadLetters().getExchanges()).hasSize(1);
        return stage.deadLetters().getExchanges().get(0);
    }

    private static DeadLetter letter(Exchange dead) {
        Map<String, String> headers = new HashMap<>();
        dead.getMessage().getHeaders().forEach((name, value) -> {
            if (value instanceof String text) {
                headers.put(name, text);
            }
        });
        return DeadLetter.of(headers);
    }
}
