package org.bactrian.cli.segment;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Lets cases that overlap to the network one after the other, always on the same thread: the engine keeps helpers and
 * memory for every thread that calls it.
 */
final class NetworkTurn implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "network"));

    /**
     * Runs work when its turn comes, and waits for it.
     *
     * @throws java.util.concurrent.CompletionException around whatever the work throws
     */
    <T> T take(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, thread).join();
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
