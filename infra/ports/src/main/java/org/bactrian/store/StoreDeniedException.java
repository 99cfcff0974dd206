package org.bactrian.store;

/** The store refuses the credentials, or what they are used for. At start: refuse to start. Later: pause and tell. */
public final class StoreDeniedException extends RuntimeException {

    /**
     * A refusal.
     *
     * @param message what was attempted and the store's reason; never the secret
     * @param cause what the client reported
     */
    public StoreDeniedException(String message, Throwable cause) {
        super(message, cause);
    }
}
