package org.bactrian.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bactrian.file.ShortLived;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns Ctrl-C and SIGTERM into a question that work can ask itself, and gives it the time to save: the process ends with
 * exit code 130 once the work is closed, or at once if there is nothing to save yet, and at the latest when the time is up:
 * work may wait for a network that never answers.
 */
public final class GracefulStop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean worthSaving = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "graceful-stop");

    private final Duration longest;

    private GracefulStop(Duration longest) {
        this.longest = longest;
    }

    /**
     * Begins to listen for signals; one that has come before counts.
     *
     * @param longest how long the process waits for the work after a signal
     */
    public static GracefulStop listening(Duration longest) {
        GracefulStop stop = new GracefulStop(longest);
        ShortLived.surviveSignals();
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
            boolean saved = !worthSaving.get() || closed.await(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (!saved) {
                LOG.warn("the work did not end in time: waitedS={}", longest.toSeconds());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        ShortLived.deleteAll();
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
}
