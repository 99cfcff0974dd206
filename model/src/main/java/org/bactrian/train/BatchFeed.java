package org.bactrian.train;

import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import org.bactrian.numeric.spline.Lines;

/**
 * Hands out batches in order while a thread of its own prepares the next one, where there is more than one thread. For use by
 * one thread. At most two batches exist at a time.
 */
final class BatchFeed implements AutoCloseable {

    private final IntFunction<Batch> source;
    private final int end;
    private final ExecutorService preparer = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "batch-feed");
        thread.setDaemon(true);
        return thread;
    });

    private int next;
    private Future<Batch> prepared;

    /** A feed of the batches {@code first} to {@code end - 1}; there is at least one. */
    BatchFeed(IntFunction<Batch> source, int first, int end) {
        this.source = source;
        this.next = first;
        this.end = end;
        this.prepared = prepare(first);
    }

    /** The next batch; waits until it is prepared. */
    Batch take() throws InterruptedException {
        if (next == end) {
            throw new NoSuchElementException("all %d batches were taken".formatted(end));
        }
        try {
            Batch batch = prepared.get();
            next++;
            if (next < end) {
                prepared = prepare(next);
            }
            return batch;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a batch could not be prepared", failed.getCause());
        }
    }

    @Override
    public void close() {
        preparer.shutdownNow();
    }

    private Future<Batch> prepare(int number) {
        FutureTask<Batch> work = new FutureTask<>(() -> source.apply(number));
        Executor executor = Lines.allCores().threads() > 1 ? preparer : Runnable::run;
        executor.execute(work);
        return work;
    }
}
