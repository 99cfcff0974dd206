package org.bactrian.route;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.MDC;

/**
 * What an exchange knows of its walk along a route: which case or training it carries, which step it is in, and which
 * folder to remove at its end.
 */
public final class Walk {

    private static final String ID = "bactrian.id";
    private static final String REQUEST = "bactrian.request";
    private static final String STAGE = "bactrian.stage";
    private static final String TRIES = "bactrian.tries";
    private static final String FOLDER = "bactrian.folder";
    private static final String LOGGED = "walk";

    private Walk() {}

    /** Begins with a case or a training: its kind and id stand in every log line until the end of the exchange. */
    public static void begin(Exchange exchange, String kind, String id, Object request) {
        exchange.setProperty(ID, id);
        exchange.setProperty(REQUEST, request);
        MDC.put(LOGGED, kind + "=" + id);
        exchange.getExchangeExtension().addOnCompletion(new Tidy());
    }

    /** Enters a step. */
    public static void enter(Exchange exchange, String stage) {
        exchange.setProperty(STAGE, stage);
    }

    /** The step is tried once more. */
    public static void triesAgain(Exchange exchange) {
        exchange.setProperty(TRIES, tries(exchange) + 1);
    }

    /** How often a step was tried, all steps together, counted from 1. */
    static int tries(Exchange exchange) {
        return exchange.getProperty(TRIES, 1, Integer.class);
    }

    /** Names the folder to remove at the end. */
    static void keepsFilesIn(Exchange exchange, Path folder) {
        exchange.setProperty(FOLDER, folder);
    }

    /** The id of the case or training; empty text before it is known. */
    static String id(Exchange exchange) {
        return exchange.getProperty(ID, "", String.class);
    }

    /** What was asked for, once it has been read. */
    public static <T> Optional<T> request(Exchange exchange, Class<T> type) {
        return Optional.ofNullable(exchange.getProperty(REQUEST, type));
    }

    /** The step that the exchange is in. */
    public static String stage(Exchange exchange) {
        return exchange.getProperty(STAGE, "read", String.class);
    }

    private static final class Tidy extends SynchronizationAdapter {

        @Override
        public void onDone(Exchange exchange) {
            Optional.ofNullable(exchange.getProperty(FOLDER, Path.class)).ifPresent(WorkRoot::remove);
            MDC.remove(LOGGED);
        }
    }
}
