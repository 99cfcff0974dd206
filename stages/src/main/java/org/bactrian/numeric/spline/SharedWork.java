package org.bactrian.numeric.spline;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of work that threads take from one another until none is left, or one has failed. Threads never throw: a pool would
 * hand on a copy of the failure, without its message, while others still work.
 */
final class SharedWork implements Runnable {

    private final int pieces;
    private final Supplier<IntConsumer> worker;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    SharedWork(int pieces, Supplier<IntConsumer> worker) {
        this.pieces = pieces;
        this.worker = worker;
    }

    /** Does pieces for as long as there are some. For several threads at once. */
    @Override
    @SuppressWarnings("checkstyle:IllegalCatch") // whatever it is, the thread that asked for the work has to hear of it
    public void run() {
        try {
            IntConsumer piece = worker.get();
            for (int i = next.getAndIncrement(); i < pieces && failure.get() == null; i = next.getAndIncrement()) {
                piece.accept(i);
            }
        } catch (RuntimeException | Error failed) {
            failure.compareAndSet(null, failed);
        }
    }

    /** Throws what failed first, once no thread runs any more; nothing where none failed. */
    void throwFailure() {
        Throwable failed = failure.get();
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed instanceof RuntimeException refused) {
            throw refused;
        }
    }
}
