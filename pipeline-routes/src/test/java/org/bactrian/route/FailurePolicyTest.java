package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bactrian.route.RouteStage.letter;
import static org.bactrian.route.RouteStage.message;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.bactrian.event.CaseEvent.Failed;
import org.bactrian.event.CaseEvent.Segmented;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.FailureReason;
import org.bactrian.route.segment.CaseModel;
import org.bactrian.segment.PreparedCase;
import org.bactrian.segment.confidence.ReviewRules;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.StoreUnavailableException;
import org.bactrian.store.directory.DirectoryObjectStore;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FailurePolicyTest {

    private final Path folder;
    private final DirectoryObjectStore store;
    private final RouteStage stage;

    FailurePolicyTest(@TempDir Path folder) {
        this.folder = folder;
        store = new DirectoryObjectStore(folder.resolve("store"));
        stage = new RouteStage(store, folder.resolve("work"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aScanThatWouldFillTheDiskIsRefusedUnread() throws Exception {
        stage.start();
        ObjectKey huge = new ObjectKey("scans", "case_1/ct.nii");
        store.put(huge, new byte[(int) RouteStage.LARGEST_BYTES + 1], "application/octet-stream");

        stage.deliver(message("e1", "case_1", huge));

        assertThat(letter(stage.onlyDeadLetter()).message()).contains("size is 100001 bytes, expected at most 100000");
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
    void aMissingObjectIsGivenUpAtOnceAndNamed() throws Exception {
        stage.start();

        stage.deliver(message("e1", "case_1", new ObjectKey("scans", "none.nii.gz")));

        DeadLetter letter = letter(stage.onlyDeadLetter());
        assertThat(letter.reason()).isEqualTo(FailureReason.MISSING_OBJECT);
        assertThat(letter.message()).contains("s3://scans/none.nii.gz");
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(stage.announced()).hasOnlyElementsOfType(Failed.class).hasSize(1);
    }

    @Test
    void textInsteadOfNiftiIsABadCaseAndTheNextOneGoesOn() throws Exception {
        stage.start();

        stage.deliver(message("e1", "case_1", stage.text("case_1/ct.nii.gz", "no NIfTI at all")));
        stage.deliver(message("e2", "case_2", stage.scan("case_2/ct.nii.gz")));

        DeadLetter letter = letter(stage.onlyDeadLetter());
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

        DeadLetter letter = letter(stage.onlyDeadLetter());
        assertThat(letter.reason()).isEqualTo(FailureReason.BAD_CASE);
        assertThat(letter.attempts()).isEqualTo(1);
    }

    @Test
    void aCaseThatNeedsMoreMemoryThanThereIsIsGivenUpAtOnce() throws Exception {
        stage.start(failingModel(() -> {
            throw new OutOfMemoryError("Java heap space");
        }));

        stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")));

        DeadLetter letter = letter(stage.onlyDeadLetter());
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
        DeadLetter letter = letter(stage.onlyDeadLetter());
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

        assertThat(letter(stage.onlyDeadLetter()).stage()).isEqualTo("crop-to-nonzero");
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
    void aCaseThatWaitsKeepsTheWorkerPausedWhileAnotherPasses() throws Exception {
        ObjectKey scan = stage.scan("case_2/ct.nii.gz");
        List<String> seen = new ArrayList<>();
        AtomicInteger failures = new AtomicInteger(4);
        stage.results().whenAnyExchangeReceived(exchange -> {
            boolean waits = exchange.getMessage().getBody(String.class).contains("case_1") && failures.get() > 0;
            if (waits && failures.decrementAndGet() == 0) {
                stage.deliver(message("e2", "case_2", scan));
                seen.add(stage.outage.reason().orElse("none"));
            }
            if (waits) {
                throw new StoreUnavailableException("away", new IOException("refused"));
            }
        });
        stage.start();

        stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")));

        assertThat(seen).singleElement().asString().contains("away");
        assertThat(stage.outage.reason()).isEmpty();
        assertThat(stage.commits).hasValue(2);
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
    void aLetterThatIsTooLargeForItsTopicGoesWithoutItsBody() throws Exception {
        String junk = "{" + "x".repeat(5000);
        stage.deadLetters().whenAnyExchangeReceived(exchange -> {
            if (exchange.getMessage().getBody() != null) {
                throw new ExecutionException(new RecordTooLargeException("5001 bytes"));
            }
        });
        stage.start();

        stage.deliver(junk);

        Exchange dead = stage.deadLetters().getExchanges().get(1);
        assertThat(dead.getMessage().getBody()).isNull();
        assertThat(dead.getMessage().getHeader("bactrian.body")).isEqualTo("left out, it has 5001 bytes");
        assertThat(dead.getMessage().getHeader(KafkaConstants.KEY, String.class))
                .isEqualTo("key");
        assertThat(letter(dead).reason()).isEqualTo(FailureReason.BAD_MESSAGE);
        assertThat(stage.deadLetters().getExchanges()).hasSize(2);
        assertThat(stage.commits).hasValue(1);
    }

    @Test
    void whateverFailsWhileAMessageIsGivenUpIsWaitedForVisibly() throws Exception {
        List<String> seen = new ArrayList<>();
        stage.deadLetters().whenAnyExchangeReceived(exchange -> {
            seen.add(stage.outage.reason().orElse("none"));
            if (seen.size() <= 5) {
                throw new IllegalStateException("a fault");
            }
        });
        stage.start();

        stage.deliver("{broken");

        assertThat(seen).hasSize(6);
        assertThat(seen.subList(2, 6)).allSatisfy(reason -> assertThat(reason).contains("a fault"));
        assertThat(stage.outage.reason()).isEmpty();
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
        assertThat(stage.outage.reason()).isEmpty();
        assertThat(stage.deadLetters().getExchanges()).isEmpty();
    }

    @Test
    void aPartitionThatWentToAnotherWorkerMeanwhileIsNoFailure() throws Exception {
        stage.onCommit = () -> {
            throw new CommitFailedException("the group has rebalanced");
        };
        stage.start();

        stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")));

        assertThat(stage.commits).hasValue(1);
        assertThat(stage.announced()).hasOnlyElementsOfType(Segmented.class).hasSize(1);
        assertThat(stage.deadLetters().getExchanges()).isEmpty();
    }

    private CaseModel failingModel(Runnable fault) {
        return new CaseModel(
                RouteStage.DIGEST,
                "",
                RouteStage.LABELS,
                scan -> new PreparedCase(scan, Optional.empty()),
                image -> {
                    fault.run();
                    throw new AssertionError("there is no network");
                },
                image -> image,
                ReviewRules.STANDARD);
    }
}
