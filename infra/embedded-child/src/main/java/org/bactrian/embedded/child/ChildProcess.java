package org.bactrian.embedded.child;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a server in this process: starts it, says {@code READY <address>}, and stops it on SIGTERM or with the parent.
 * Exit codes: 0 or 143 stopped, 1 the server cannot start, 2 bad options.
 */
public final class ChildProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final int CANNOT_START = 1;
    private static final int BAD_OPTIONS = 2;

    private ChildProcess() {}

    /** A server that can be started. The servers' own start methods declare Exception, so this does. */
    public interface Server {
        /** Returns once it accepts connections. */
        Serving start(ServerOptions options) throws Exception;
    }

    /**
     * A server that runs.
     *
     * @param address what clients connect to
     * @param stop stops it in order
     */
    public record Serving(String address, AutoCloseable stop) {}

    /** Runs the server until the process is stopped. */
    public static void run(String[] arguments, Server server) throws Exception {
        Thread.currentThread().setUncaughtExceptionHandler((main, failure) -> giveUp(failure));
        ServerOptions options = ServerOptions.of(arguments);
        if (options.watchStdin()) {
            // Watched from the first moment: a parent may die while the server starts.
            exitWith(System.in);
        }
        Serving serving = server.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(serving.stop()), "stop"));
        announce(serving.address());
    }

    private static void exitWith(InputStream parent) {
        Thread watch = new Thread(
                () -> {
                    awaitEnd(parent);
                    System.exit(0);
                },
                "watch-parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd(InputStream parent) {
        try {
            parent.transferTo(PrintStream.nullOutputStream());
        } catch (IOException ended) {
            LOG.debug("the parent's end broke off", ended);
        }
    }

    /** The one line on standard output; logs go to standard error. */
    private static void announce(String address) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println("READY " + address);
    }

    /** The whole reason on one line: the parent shows the last lines that it heard. */
    private static void giveUp(Throwable failure) {
        LOG.error("cannot start: {}", reasons(failure));
        LOG.debug("cannot start", failure);
        System.exit(failure instanceof IllegalArgumentException ? BAD_OPTIONS : CANNOT_START);
    }

    private static String reasons(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(Throwable::toString)
                .collect(Collectors.joining(", because of "));
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // AutoCloseable may throw anything, and the process ends anyway.
    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception failure) {
            LOG.warn("did not stop in order", failure);
        }
    }
}
