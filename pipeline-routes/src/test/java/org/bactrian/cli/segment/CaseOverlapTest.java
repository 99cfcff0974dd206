package org.bactrian.cli.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bactrian.unet.engine.DeviceMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CaseOverlapTest {

    private static final int PATIENCE_S = 30;

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final InWork inWork = new InWork();

    /** Counts what is in work at the same time. */
    private static final class InWork {
        private double bytes;
        private int cases;
        private double mostBytes;
        private int mostCases;

        synchronized void begin(double more) {
            bytes += more;
            cases++;
            mostBytes = Math.max(mostBytes, bytes);
            mostCases = Math.max(mostCases, cases);
        }

        synchronized void end(double less) {
            bytes -= less;
            cases--;
        }
    }

    private final class Counted implements CaseOverlap.Work<String> {
        private final String name;
        private final double bytes;
        private final Supplier<String> work;

        Counted(String name, double bytes, Supplier<String> work) {
            this.name = name;
            this.bytes = bytes;
            this.work = work;
        }

        @Override
        public double bytes() {
            return bytes;
        }

        @Override
        public String run() {
            inWork.begin(bytes);
            try {
                return work.get();
            } finally {
                inWork.end(bytes);
            }
        }

        @Override
        public String failed(Throwable failure) {
            return name + ": " + failure.getMessage();
        }
    }

    @Test
    void resultsAreInTheOrderOfTheCasesWhateverEndsFirst() throws InterruptedException {
        CyclicBarrier bothInWork = new CyclicBarrier(2);
        List<String> ended = Collections.synchronizedList(new ArrayList<>());
        Counted slow = new Counted("slow", 1, () -> {
            await(bothInWork);
            await(bothInWork);
            ended.add("slow");
            return "slow";
        });
        Counted fast = new Counted("fast", 1, () -> {
            await(bothInWork);
            ended.add("fast");
            await(bothInWork);
            return "fast";
        });

        List<String> results = overlap(100, 2).run(List.of(slow, fast));

        assertThat(results).containsExactly("slow", "fast");
        assertThat(ended).containsExactly("fast", "slow");
        assertThat(inWork.mostCases).isEqualTo(2);
    }

    @Test
    void noMoreIsInWorkThanTheBudgetHolds() throws InterruptedException {
        List<Counted> cases = IntStream.range(0, 60)
                .mapToObj(i -> new Counted("c" + i, 10 + i % 7, () -> "c" + i))
                .toList();

        List<String> results = overlap(35, 3).run(cases);

        assertThat(results).hasSize(60).startsWith("c0", "c1").endsWith("c59");
        assertThat(inWork.mostBytes).isLessThanOrEqualTo(35);
        assertThat(inWork.mostCases).isLessThanOrEqualTo(3);
    }

    @Test
    void aCaseLargerThanTheBudgetWorksAlone() throws InterruptedException {
        List<Integer> beside = new ArrayList<>();
        List<Counted> cases = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            cases.add(new Counted("small", 1, () -> "small"));
        }
        cases.add(5, new Counted("large", 1000, () -> {
            synchronized (inWork) {
                beside.add(inWork.cases);
            }
            return "large";
        }));

        List<String> results = overlap(10, 3).run(cases);

        assertThat(results).hasSize(11);
        assertThat(results.get(5)).isEqualTo("large");
        assertThat(beside).containsExactly(1);
    }

    @Test
    void aFailureIsThatOfItsCaseAlone() throws InterruptedException {
        List<Counted> cases = List.of(
                new Counted("a", 1, () -> "a"),
                new Counted("b", 1, () -> {
                    throw new IllegalStateException("broken");
                }),
                new Counted("c", 1, () -> {
                    throw new StackOverflowError("too deep");
                }),
                new Counted("d", 1, () -> "d"));

        List<String> results = overlap(100, 3).run(cases);

        assertThat(results).containsExactly("a", "b: broken", "c: too deep", "d");
    }

    @Test
    void aCaseThatRanOutOfMemoryIsTriedAgainOnceNoOtherIsInWork() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger beside = new AtomicInteger(-1);
        CyclicBarrier bothInWork = new CyclicBarrier(2);
        List<Counted> cases = new ArrayList<>(List.of(new Counted("hungry", 1, () -> {
            if (tries.incrementAndGet() == 1) {
                await(bothInWork);
                throw new OutOfMemoryError("Java heap space");
            }
            beside.set(inWork.cases - 1);
            return "hungry";
        })));
        cases.add(new Counted("other", 1, () -> {
            await(bothInWork);
            return "other";
        }));
        IntStream.range(0, 7).forEach(i -> cases.add(new Counted("other", 1, () -> "other")));

        List<String> results = overlap(100, 3).run(cases);

        assertThat(results).hasSize(9).startsWith("hungry", "other");
        assertThat(tries).hasValue(2);
        assertThat(beside).hasValue(0);
    }

    @Test
    void aCaseForWhichMemoryRunsOutTwiceHasFailed() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        CyclicBarrier bothInWork = new CyclicBarrier(2);
        Counted hungry = new Counted("hungry", 1, () -> {
            if (tries.incrementAndGet() == 1) {
                await(bothInWork);
            }
            throw new DeviceMemoryException("CUDA out of memory, try " + tries.get(), new IllegalStateException());
        });
        Counted other = new Counted("other", 1, () -> {
            await(bothInWork);
            return "other";
        });

        List<String> results = overlap(100, 3).run(List.of(hungry, other));

        assertThat(results).containsExactly("hungry: CUDA out of memory, try 2", "other");
    }

    @Test
    void aCaseForWhichMemoryRunsOutAloneIsNotTriedAgain() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        List<Counted> cases = List.of(new Counted("hungry", 1, () -> {
            throw new OutOfMemoryError("Java heap space, try " + tries.incrementAndGet());
        }));

        List<String> results = overlap(100, 3).run(cases);

        assertThat(results).containsExactly("hungry: Java heap space, try 1");
    }

    @Test
    void whatIsBrokenOffAndWhatHasNotBegunIsLeftOut() throws InterruptedException {
        List<Counted> cases = List.of(
                new Counted("a", 1, () -> "a"),
                new Counted("b", 1, () -> {
                    stopping.set(true);
                    throw new CancellationException();
                }),
                new Counted("c", 1, () -> "c"));

        List<String> results = overlap(100, 1).run(cases);

        assertThat(results).containsExactly("a");
    }

    @Test
    void aSingleCaseRunsOnTheThreadThatAsks() throws InterruptedException {
        Counted one = new Counted("a", 1, () -> Thread.currentThread().getName());

        List<String> results = overlap(100, 3).run(List.of(one));

        assertThat(results).containsExactly(Thread.currentThread().getName());
    }

    private CaseOverlap overlap(double bytes, int mostCases) {
        return new CaseOverlap(new MemoryBudget(bytes, mostCases), stopping::get);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("the other case is not in work", alone);
        }
    }
}
