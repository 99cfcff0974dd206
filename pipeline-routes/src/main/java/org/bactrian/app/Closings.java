package org.bactrian.app;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What there is to close at the end, what was opened last first. One that fails keeps none of the others open. For use by
 * one thread.
 */
final class Closings implements AutoCloseable {

    private final Deque<Runnable> closings = new ArrayDeque<>();

    void push(Runnable closing) {
        closings.push(closing);
    }

    /** Closes everything, once; a failure is thrown when all have been tried. */
    @Override
    public void close() {
        if (closings.isEmpty()) {
            return;
        }
        try {
            closings.pop().run();
        } finally {
            close();
        }
    }
}
