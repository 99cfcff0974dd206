package org.bactrian.store;

/** There is no such object, or no such bucket. Trying again does not help. */
public final class NoSuchObjectException extends RuntimeException {

    /**
     * Something is missing.
     *
     * @param missing the {@link ObjectKey}, or the name of the bucket
     */
    public NoSuchObjectException(Object missing) {
        super("the store has no " + missing);
    }
}
