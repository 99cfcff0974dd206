package org.bactrian.cli.terminal;

import org.slf4j.LoggerFactory;

/** How much is logged, on standard error: {@code logback.xml} reads the settings, before the first line is logged. */
public final class Logging {

    private Logging() {}

    /** Warnings only. */
    public static void ofVerb() {
        // Threads that log for the first time at once would get in each other's way.
        LoggerFactory.getILoggerFactory();
    }

    /** A service tells what it does, and with {@code traces} where failures come from. */
    public static void ofService(boolean traces) {
        System.setProperty("bactrian.log", "info");
        if (traces) {
            System.setProperty("bactrian.trace", "full");
        }
        LoggerFactory.getILoggerFactory();
    }
}
