package org.bactrian.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bactrian.file.ShortLived;

/**
 * Turns Ctrl-C and SIGTERM into a question that work can ask itself, and gives it the time to save: the process ends with
 * exit code 130 once the work is closed, or at once if there is nothing to save yet.
 */
public final class GracefulStop implements AutoCloseable {

    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean worthSaving = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "graceful-stop");

    private GracefulStop() {}

    /** Begins to listen for signals; one that has come before counts. */
    public static GracefulStop listening() {
        GracefulStop stop = new GracefulStop();
        try {
            Runtime.getRuntime().addShutdownHook(stop.hook);
        } catch (IllegalStateException processEnds) {
            stop.asked.set(true);
        }
        return stop;
    }

    /** Whether the work should save and end; from the first time it asks, a signal waits until it has. */
    public boolean shouldSaveAndEnd() {
        worthSaving.set(true);
        return asked.get();
    }

    @Override
    public void close() {
        closed.countDown();
        if (!asked.get()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void stop() {
        asked.set(true);
        try {
            if (worthSaving.get()) {
                closed.await();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        ShortLived.deleteAll();
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
}
