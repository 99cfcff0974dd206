package org.bactrian.cli.segment;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.bactrian.cli.terminal.Progress;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.segment.window.WindowProgress;

/** How far cases are that are in work at the same time, as one bar; it never goes back. */
final class CaseProgress implements AutoCloseable {

    private static final int STEPS_A_CASE = 100;

    private final Progress bar;
    private final int cases;
    private final BooleanSupplier stopping;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicLong steps = new AtomicLong();

    /**
     * Progress of a number of cases.
     *
     * @param stopping whether cases shall be broken off at their next window
     */
    CaseProgress(Terminal terminal, int cases, BooleanSupplier stopping) {
        this.bar = terminal.progress("segment", (long) STEPS_A_CASE * cases);
        this.cases = cases;
        this.stopping = stopping;
    }

    /** A case that begins now. */
    OfCase begin(String caseId) {
        OfCase one = new OfCase("%s (%d of %d)".formatted(caseId, begun.incrementAndGet(), cases));
        bar.doing(one.name);
        return one;
    }

    @Override
    public void close() {
        bar.close();
    }

    /** One case's share of the bar. */
    final class OfCase implements WindowProgress {

        private final String name;
        private long reached;

        private OfCase(String name) {
            this.name = name;
        }

        @Override
        public void finished(int done, int total) {
            bar.doing(name);
            moveTo((long) STEPS_A_CASE * done / total);
            if (stopping.getAsBoolean()) {
                throw new CancellationException();
            }
        }

        /** The case is done, or has failed. */
        void ended() {
            moveTo(STEPS_A_CASE);
        }

        private synchronized void moveTo(long step) {
            if (step > reached) {
                bar.reached(steps.addAndGet(step - reached));
                reached = step;
            }
        }
    }
}
