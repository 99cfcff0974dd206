package org.bactrian.app;

/**
 * A password or key. It comes from the environment or from a file that the environment names, never from the
 * configuration file, and it does not show itself in logs.
 */
public record Secret(String value) {

    @Override
    public String toString() {
        return "(secret)";
    }
}
