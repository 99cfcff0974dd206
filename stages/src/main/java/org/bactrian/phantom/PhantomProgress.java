package org.bactrian.phantom;

/** Hears of each case of a data set that is being written, in order, from the thread that writes. */
@FunctionalInterface
public interface PhantomProgress {

    /** Tells nobody. */
    PhantomProgress NONE = (id, done, count) -> {};

    /** A case is there, written now or before; {@code done} of {@code count} are. */
    void ready(String id, int done, int count);
}
