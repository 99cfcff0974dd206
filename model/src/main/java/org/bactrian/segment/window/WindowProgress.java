package org.bactrian.segment.window;

/** Told after every window how far a scan is. Called on the thread that segments. */
@FunctionalInterface
public interface WindowProgress {

    /** Watches nothing. */
    WindowProgress NONE = (done, total) -> {};

    /** So many of the scan's windows are done. */
    void finished(int done, int total);

    /** Told of one of several scans through the windows, which count alike. */
    default WindowProgress part(int part, int parts) {
        return (done, total) -> finished(part * total + done, parts * total);
    }
}
