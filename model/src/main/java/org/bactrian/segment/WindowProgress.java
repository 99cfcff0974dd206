package org.bactrian.segment;

/** Told after every window how far a scan is. Called on the thread that segments. */
@FunctionalInterface
public interface WindowProgress {

    /** Watches nothing. */
    WindowProgress NONE = (done, total) -> {};

    /** So many of the scan's windows are done. */
    void finished(int done, int total);
}
