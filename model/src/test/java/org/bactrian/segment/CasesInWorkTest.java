package org.bactrian.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CasesInWorkTest {

    private final CasesInWork cases = new CasesInWork();

    private interface Taking {
        CasesInWork.Place place() throws InterruptedException;
    }

    @Test
    void casesBesideEachOtherShareMemoryAndOneByItselfDoesNot() throws InterruptedException {
        CasesInWork.Place first = cases.beside();
        assertThat(first.wasShared()).isFalse();
        CasesInWork.Place second = cases.beside();
        second.close();

        assertThat(first.wasShared()).isTrue();
        assertThat(second.wasShared()).isTrue();
        first.close();
        assertThat(cases.beside().wasShared()).isFalse();
    }

    @Test
    void aCaseIsAloneOnceNoOtherIsInWorkAndThoseThatComeWaitForIt() throws Exception {
        CasesInWork.Place first = cases.beside();
        Waiting alone = new Waiting(cases::alone);
        Waiting late = new Waiting(cases::beside);
        assertThat(alone.place).isNotDone();
        assertThat(late.place).isNotDone();

        first.close();
        CasesInWork.Place taken = alone.place.get(20, TimeUnit.SECONDS);
        assertThat(late.place).isNotDone();
        taken.close();

        assertThat(taken.wasShared()).isFalse();
        assertThat(late.place.get(20, TimeUnit.SECONDS).wasShared()).isFalse();
    }

    @Test
    void whoWaitsIsRefusedOnceWaitingIsStoppedAndWhoIsInWorkIsNot() throws Exception {
        CasesInWork.Place first = cases.beside();
        Waiting alone = new Waiting(cases::alone);
        Waiting late = new Waiting(cases::beside);

        cases.stopWaiting();

        for (Waiting refused : List.of(alone, late)) {
            assertThatThrownBy(() -> refused.place.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RejectedExecutionException.class);
        }
        cases.beside().close();
        first.close();
        cases.alone().close();
    }

    @Test
    void aPlaceThatIsGivenBackTwiceMakesRoomOnce() throws Exception {
        CasesInWork.Place alone = cases.alone();
        alone.close();
        CasesInWork.Place next = cases.alone();
        alone.close();

        Waiting late = new Waiting(cases::beside);

        assertThat(late.place).isNotDone();
        next.close();
        late.place.get(20, TimeUnit.SECONDS).close();
    }

    @Test
    void manyThatComeAndGoAreNeverBesideOneThatIsAlone() throws Exception {
        AtomicInteger beside = new AtomicInteger();
        AtomicInteger alone = new AtomicInteger();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(CompletableFuture.runAsync(
                    () -> {
                        for (int turn = 0; turn < 2000; turn++) {
                            boolean wantsAlone = ThreadLocalRandom.current().nextInt(4) == 0;
                            come(wantsAlone, beside, alone);
                        }
                    },
                    work -> new Thread(work).start()));
        }

        CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new)).get(50, TimeUnit.SECONDS);
    }

    private void come(boolean wantsAlone, AtomicInteger beside, AtomicInteger alone) {
        try {
            CasesInWork.Place place = wantsAlone ? cases.alone() : cases.beside();
            AtomicInteger mine = wantsAlone ? alone : beside;
            mine.incrementAndGet();
            assertThat(alone.get()).isLessThanOrEqualTo(1);
            assertThat(alone.get() == 0 || beside.get() == 0).isTrue();
            mine.decrementAndGet();
            place.close();
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    /** A thread that takes a place; made once it has it, or waits for it. */
    private static final class Waiting {

        private final CompletableFuture<CasesInWork.Place> place = new CompletableFuture<>();

        Waiting(Taking taking) {
            Thread thread = new Thread(() -> {
                try {
                    place.complete(taking.place());
                } catch (InterruptedException | RejectedExecutionException refused) {
                    place.completeExceptionally(refused);
                }
            });
            thread.start();
            while (!place.isDone() && thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
    }
}
