package org.bactrian.store;

/** The store cannot be reached, is overloaded or broke off: the same call may succeed later. */
public final class StoreUnavailableException extends RuntimeException {

    /**
     * A failure that may pass.
     *
     * @param message what was attempted and what came back
     * @param cause what the client reported
     */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
