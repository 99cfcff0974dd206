package org.bactrian.route.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bactrian.route.RouteStage.letter;
import static org.bactrian.route.RouteStage.message;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bactrian.event.CaseEvent.Failed;
import org.bactrian.event.CaseEvent.Segmented;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.FailureReason;
import org.bactrian.route.RouteStage;
import org.bactrian.segment.PreparedCase;
import org.bactrian.segment.confidence.ReviewRules;
import org.bactrian.store.directory.DirectoryObjectStore;
import org.bactrian.unet.engine.DeviceMemoryException;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.MemoryNeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several consumers of one worker, one of which runs out of memory. */
@Timeout(60)
class CaseAloneTest {

    private final RouteStage stage;
    private final Set<String> inNetwork = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> tries = new ConcurrentHashMap<>();
    private final CountDownLatch ranOut = new CountDownLatch(1);
    private final CountDownLatch otherIsIn = new CountDownLatch(1);

    CaseAloneTest(@TempDir Path folder) {
        stage = new RouteStage(new DirectoryObjectStore(folder.resolve("store")), folder.resolve("work"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aCaseForWhichMemoryRanOutBesideAnotherIsTriedAgainAlone() throws Exception {
        AtomicReference<Set<String>> beside = new AtomicReference<>(Set.of());
        stage.start(stage.model(counted((image, attempt) -> {
            if (image.id().equals("small")) {
                otherIsIn.countDown();
                await(ranOut);
            } else if (attempt == 1) {
                await(otherIsIn);
                ranOut.countDown();
                throw new OutOfMemoryError("Java heap space");
            } else {
                beside.set(Set.copyOf(inNetwork));
            }
        })));

        deliverBoth("large", "small");

        assertThat(tries).containsEntry("large", 2).containsEntry("small", 1);
        assertThat(beside.get()).containsExactly("large");
        assertThat(stage.deadLetters().getExchanges()).isEmpty();
        assertThat(stage.announced()).hasOnlyElementsOfType(Segmented.class).hasSize(2);
        assertThat(stage.commits).hasValue(2);
        assertThat(stage.count("bactrian.cases.alone")).isEqualTo(1);
    }

    @Test
    void twoThatRunOutTogetherAreTriedAgainOneAfterTheOther() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Set<Integer> atOnce = ConcurrentHashMap.newKeySet();
        stage.start(stage.model(counted((image, attempt) -> {
            if (attempt == 1) {
                await(both);
                throw new DeviceMemoryException("CUDA out of memory", new IllegalStateException());
            }
            atOnce.add(inNetwork.size());
        })));

        deliverBoth("one", "other");

        assertThat(tries).containsEntry("one", 2).containsEntry("other", 2);
        assertThat(atOnce).containsExactly(1);
        assertThat(stage.announced()).hasOnlyElementsOfType(Segmented.class).hasSize(2);
    }

    @Test
    void aCaseThatDoesNotFitAloneEitherIsRefusedWithNumbersAndTheOtherGoesOn() throws Exception {
        stage.start(stage.model(counted((image, attempt) -> {
            if (image.id().equals("small")) {
                otherIsIn.countDown();
                await(ranOut);
                return;
            }
            await(otherIsIn);
            ranOut.countDown();
            throw new DeviceMemoryException(
                    "CUDA out of memory. Tried to allocate 160.00 GiB", new IllegalStateException());
        })));

        deliverBoth("large", "small");

        DeadLetter letter = letter(stage.onlyDeadLetter());
        assertThat(letter.reason()).isEqualTo(FailureReason.BAD_CASE);
        assertThat(letter.stage()).isEqualTo("segment");
        assertThat(letter.message()).contains("large", "160.00 GiB");
        assertThat(letter.attempts()).isEqualTo(2);
        assertThat(stage.announced()).hasSize(2).hasAtLeastOneElementOfType(Failed.class);
        assertThat(stage.announced()).hasAtLeastOneElementOfType(Segmented.class);
        assertThat(stage.commits).hasValue(2);
    }

    @Test
    void aRefusalForWantOfMemoryIsTriedAgainAloneToo() throws Exception {
        stage.start(prepared(image -> {
            if (image.id().equals("small")) {
                otherIsIn.countDown();
                await(ranOut);
            } else if (tries.merge(image.id(), 1, Integer::sum) == 1) {
                await(otherIsIn);
                ranOut.countDown();
                new MemoryNeed("9000 x 9000 x 9000 float32", 2.9e12).require("ct.nii.gz", "dim");
            }
        }));

        deliverBoth("large", "small");

        assertThat(tries).containsEntry("large", 2);
        assertThat(stage.announced()).hasOnlyElementsOfType(Segmented.class).hasSize(2);
    }

    @Test
    void anyOtherRefusalIsNotTriedAgain() throws Exception {
        stage.start(prepared(image -> {
            if (image.id().equals("small")) {
                otherIsIn.countDown();
                await(ranOut);
            } else {
                tries.merge(image.id(), 1, Integer::sum);
                await(otherIsIn);
                ranOut.countDown();
                throw BadCaseException.of("ct.nii.gz", "voxels", "all zero", "a scan");
            }
        }));

        deliverBoth("large", "small");

        assertThat(tries).containsEntry("large", 1);
        assertThat(letter(stage.onlyDeadLetter()).attempts()).isEqualTo(1);
    }

    @Test
    void whatWaitsToBeAloneHoldsNoMemoryAndKeepsOthersFromBeginning() throws Exception {
        CompletableFuture<WeakReference<Case>> large = new CompletableFuture<>();
        CountDownLatch done = new CountDownLatch(1);
        stage.start(stage.model(counted((image, attempt) -> {
            if (image.id().equals("small")) {
                otherIsIn.countDown();
                await(done);
            } else if (image.id().equals("large") && attempt == 1) {
                large.complete(new WeakReference<>(image));
                await(otherIsIn);
                ranOut.countDown();
                throw new OutOfMemoryError("Java heap space");
            } else if (image.id().equals("large")) {
                assertThat(tries).doesNotContainKey("late");
            }
        })));
        CompletableFuture<Void> first = delivered("large");
        CompletableFuture<Void> second = delivered("small");

        await(ranOut);
        while (large.join().get() != null) {
            System.gc();
            Thread.onSpinWait();
        }
        CompletableFuture<Void> third = delivered("late");
        done.countDown();
        CompletableFuture.allOf(first, second, third).get(30, TimeUnit.SECONDS);

        assertThat(stage.announced()).hasOnlyElementsOfType(Segmented.class).hasSize(3);
    }

    @Test
    void stoppingLeavesACaseThatWaitsToBeAloneToTheNextWorker() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        stage.start(stage.model(counted((image, attempt) -> {
            if (image.id().equals("small")) {
                otherIsIn.countDown();
                await(done);
            } else {
                await(otherIsIn);
                ranOut.countDown();
                throw new OutOfMemoryError("Java heap space");
            }
        })));
        CompletableFuture<Void> large = delivered("large");
        CompletableFuture<Void> small = delivered("small");
        await(ranOut);

        stage.inWork.stopWaiting();
        large.get(30, TimeUnit.SECONDS);
        done.countDown();
        small.get(30, TimeUnit.SECONDS);

        assertThat(tries).containsEntry("large", 1);
        assertThat(stage.announced()).hasOnlyElementsOfType(Segmented.class).hasSize(1);
        assertThat(stage.deadLetters().getExchanges()).isEmpty();
        assertThat(stage.commits).hasValue(1);
    }

    @Test
    void aCaseThatIsGivenUpMakesRoomForOneThatWaitsToBeAlone() throws Exception {
        stage.start(stage.model(counted((image, attempt) -> {
            if (image.id().equals("small")) {
                otherIsIn.countDown();
                await(ranOut);
                throw BadCaseException.of("small", "voxels", "all zero", "a scan");
            } else if (attempt == 1) {
                await(otherIsIn);
                ranOut.countDown();
                throw new OutOfMemoryError("Java heap space");
            }
        })));

        deliverBoth("large", "small");

        assertThat(tries).containsEntry("large", 2);
        assertThat(stage.announced()).hasSize(2).hasAtLeastOneElementOfType(Segmented.class);
    }

    private interface Happening {
        void of(Case image, int attempt);
    }

    /** A network that does something before it finds anything. */
    private Function<Case, LabelMap> counted(Happening happening) {
        return image -> {
            inNetwork.add(image.id());
            try {
                happening.of(image, tries.merge(image.id(), 1, Integer::sum));
                return stage.threshold(image);
            } finally {
                inNetwork.remove(image.id());
            }
        };
    }

    /** A model that does something before its network. */
    private CaseModel prepared(Consumer<Case> happening) {
        CaseModel model = stage.model(stage::threshold);
        return new CaseModel(
                RouteStage.DIGEST,
                "",
                RouteStage.LABELS,
                scan -> {
                    happening.accept(scan);
                    return new PreparedCase(scan, Optional.empty());
                },
                model.segment(),
                model.postprocess(),
                ReviewRules.STANDARD);
    }

    private void deliverBoth(String one, String other) throws Exception {
        CompletableFuture.allOf(delivered(one), delivered(other)).get(30, TimeUnit.SECONDS);
    }

    /** A delivery on a thread of its own, as each consumer has one. */
    private CompletableFuture<Void> delivered(String caseId) throws Exception {
        String message = message("e-" + caseId, caseId, stage.scan(caseId + "/ct.nii.gz"));
        return CompletableFuture.runAsync(() -> stage.deliver(message), work -> new Thread(work, caseId).start());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new AssertionError(alone);
        }
    }
}
