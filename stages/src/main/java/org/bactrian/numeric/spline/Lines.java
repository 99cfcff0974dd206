package org.bactrian.numeric.spline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Walks volumes, and says how many threads may work on a case; the numerics have no others. Work is cut into pieces that do not depend on the number of
 * threads and write to separate places, so results do not depend on it either.
 */
public final class Lines {

    private static volatile Lines all = new Lines(Runtime.getRuntime().availableProcessors());

    private final int threads;

    private Lines(int threads) {
        this.threads = threads;
    }

    /** Walks with one thread for each core of this machine, or with as many as {@link #limitTo} says. */
    public static Lines allCores() {
        return all;
    }

    /**
     * Sets the threads of {@link #allCores} for the whole process, and with it how many unpack, pack and resample a case;
     * results do not depend on it.
     */
    public static void limitTo(int threads) {
        all = withThreads(threads);
    }

    /** Walks with at most this many threads, the calling one among them. */
    public static Lines withThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed, got " + threads);
        }
        return new Lines(threads);
    }

    /** How many threads work at most, the calling one among them. */
    public int threads() {
        return threads;
    }

    /** Where work runs beside that of the calling thread; at once, on that thread, where there is no other. */
    public Executor beside() {
        return threads > 1 ? ForkJoinPool.commonPool() : Runnable::run;
    }

    /**
     * Does every piece of work from 0 to {@code pieces - 1} and returns when all are done, or when one has failed and no
     * thread works any more; the first failure is then thrown as it was.
     *
     * @param worker called once in each thread, so that it can bring scratch memory of its own
     */
    public void forEach(int pieces, Supplier<IntConsumer> worker) {
        SharedWork work = new SharedWork(pieces, worker);
        List<ForkJoinTask<?>> others = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, pieces); i++) {
            others.add(ForkJoinPool.commonPool().submit(work));
        }
        work.run();
        others.forEach(ForkJoinTask::join);
        work.throwFailure();
    }
}
