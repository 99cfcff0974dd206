package org.bactrian.numeric.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void everyPieceIsDoneOnce() {
        AtomicIntegerArray done = new AtomicIntegerArray(1000);

        Lines.withThreads(7).forEach(1000, () -> done::incrementAndGet);

        for (int i = 0; i < 1000; i++) {
            assertThat(done.get(i)).isEqualTo(1);
        }
    }

    @Test
    void whatGoesWrongInAPieceIsThrownToTheCaller() {
        assertThatThrownBy(() -> Lines.withThreads(3).forEach(100, () -> piece -> {
                    if (piece == 57) {
                        throw new ArithmeticException("piece 57");
                    }
                }))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void whatGoesWrongInAnotherThreadIsThrownAsItWas() {
        Thread caller = Thread.currentThread();
        CountDownLatch otherFailed = new CountDownLatch(1);
        OutOfMemoryError failure = new OutOfMemoryError("no room for a slice");

        assertThatThrownBy(() -> Lines.withThreads(2).forEach(2, () -> piece -> {
                    if (Thread.currentThread() != caller) {
                        otherFailed.countDown();
                        throw failure;
                    }
                    await(otherFailed);
                }))
                .isSameAs(failure);
    }

    @Test
    void onceAFailureIsThrownNoThreadWorksAnyMore() {
        AtomicInteger working = new AtomicInteger();
        AtomicInteger workers = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);

        assertThatThrownBy(() -> Lines.withThreads(8).forEach(100_000, () -> {
                    boolean fails = workers.incrementAndGet() == 2;
                    return piece -> {
                        working.incrementAndGet();
                        try {
                            if (fails) {
                                failed.countDown();
                                throw new ArithmeticException("piece " + piece);
                            }
                            await(failed);
                        } finally {
                            working.decrementAndGet();
                        }
                    };
                }))
                .isInstanceOf(ArithmeticException.class);

        assertThat(working).hasValue(0);
        int begun = workers.get();
        ForkJoinPool.commonPool().awaitQuiescence(10, TimeUnit.SECONDS);
        assertThat(workers).hasValue(begun);
    }

    @Test
    void withoutThreadsNothingCanBeDone() {
        assertThatThrownBy(() -> Lines.withThreads(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }
}
