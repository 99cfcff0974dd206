package org.bactrian.segment;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * Cases in work, which share memory. Each has a place, beside others or alone. A case for which memory ran out beside others
 * gives its place back and asks for one alone: it waits until no other is in work, and those that come meanwhile wait for it.
 * Who waits holds no place, so that any number may wait to be alone; they are let in one after the other. For several threads.
 */
public final class CasesInWork {

    private final Set<Place> places = new HashSet<>();
    private int waitingToBeAlone;
    private boolean someoneIsAlone;
    private boolean stopped;

    /** The place of a case in work, from when it is taken until it is closed. */
    public final class Place implements AutoCloseable {

        private final boolean alone;
        private boolean shared;

        private Place(boolean alone) {
            this.alone = alone;
        }

        /** Whether another case was in work at any time since this place was taken. */
        public boolean wasShared() {
            synchronized (CasesInWork.this) {
                return shared;
            }
        }

        /** Gives the place back; again is no failure. */
        @Override
        public void close() {
            leave(this);
        }
    }

    /**
     * Takes a place beside the cases in work; waits while one is alone, or waits to be.
     *
     * @throws RejectedExecutionException when it would have to wait, and waiting was {@linkplain #stopWaiting stopped}
     */
    public synchronized Place beside() throws InterruptedException {
        while (someoneIsAlone || waitingToBeAlone > 0) {
            awaitChange();
        }
        Place place = new Place(false);
        place.shared = !places.isEmpty();
        places.forEach(other -> other.shared = true);
        places.add(place);
        return place;
    }

    /**
     * Takes a place without others beside it; waits until no case is in work.
     *
     * @throws RejectedExecutionException as {@link #beside}
     */
    public synchronized Place alone() throws InterruptedException {
        waitingToBeAlone++;
        try {
            while (!places.isEmpty()) {
                awaitChange();
            }
            Place place = new Place(true);
            someoneIsAlone = true;
            places.add(place);
            return place;
        } finally {
            waitingToBeAlone--;
            notifyAll();
        }
    }

    /** From now on nobody waits: who does, or would have to, is refused. Cases in work keep their places. */
    public synchronized void stopWaiting() {
        stopped = true;
        notifyAll();
    }

    @SuppressWarnings("WaitNotInLoop") // it is called in one
    private synchronized void awaitChange() throws InterruptedException {
        requireWaiting();
        wait();
        requireWaiting();
    }

    private void requireWaiting() {
        if (stopped) {
            throw new RejectedExecutionException("no case begins any more");
        }
    }

    private synchronized void leave(Place place) {
        if (places.remove(place)) {
            someoneIsAlone = someoneIsAlone && !place.alone;
            notifyAll();
        }
    }
}
