package org.bactrian.cli.segment;

/**
 * Memory that cases in work share. A case takes its part before it begins and gives it back when it ends; one that needs
 * more than there is at all works alone. Cases are let in by one thread, in its order; any thread may give back.
 */
final class MemoryBudget {

    private final double bytes;
    private final int mostCases;
    private double taken;
    private int cases;

    /**
     * A budget.
     *
     * @param bytes for all cases in work together
     * @param mostCases in work at the same time
     */
    MemoryBudget(double bytes, int mostCases) {
        this.bytes = bytes;
        this.mostCases = mostCases;
    }

    /** All there is. */
    double bytes() {
        return bytes;
    }

    /** Waits until a case may begin that takes so many bytes. */
    synchronized void take(double wanted) throws InterruptedException {
        while (cases > 0 && (cases >= mostCases || taken + wanted > bytes)) {
            wait();
        }
        cases++;
        taken += wanted;
    }

    /** Gives back what a case took. */
    synchronized void giveBack(double given) {
        cases--;
        taken = cases == 0 ? 0 : taken - given;
        notifyAll();
    }

    /** Waits until no case is in work. */
    synchronized void awaitAll() throws InterruptedException {
        while (cases > 0) {
            wait();
        }
    }
}
