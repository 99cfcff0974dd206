package org.bactrian.embedded.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What an embedded server is told at start.
 *
 * @param data the folder that keeps everything; used again after a restart
 * @param port where to listen on the loopback address; 0 for any free port
 * @param watchStdin whether to stop when standard input ends
 */
public record ServerOptions(Path data, int port, boolean watchStdin) {

    private static final String USAGE = "--data DIR [--port N] [--watch-stdin]";
    private static final int LARGEST_PORT = 65_535;

    /** Refuses a port that is none with {@link IllegalArgumentException}. */
    public ServerOptions {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }

    /** Reads {@code --data DIR [--port N] [--watch-stdin]}. */
    public static ServerOptions of(String... arguments) {
        Path data = Path.of("");
        int port = 0;
        boolean watchStdin = false;
        Iterator<String> words = List.of(arguments).iterator();
        try {
            while (words.hasNext()) {
                String word = words.next();
                switch (word) {
                    case "--data" -> data = Path.of(words.next()).toAbsolutePath();
                    case "--port" -> port = Integer.parseInt(words.next());
                    case "--watch-stdin" -> watchStdin = true;
                    default ->
                        throw new IllegalArgumentException("unknown option '%s'; usage: %s".formatted(word, USAGE));
                }
            }
        } catch (NumberFormatException | NoSuchElementException wrong) {
            throw new IllegalArgumentException("an option lacks its value; usage: " + USAGE, wrong);
        }
        if (!data.isAbsolute()) {
            throw new IllegalArgumentException("--data is missing; usage: " + USAGE);
        }
        return new ServerOptions(data, port, watchStdin);
    }

    /** The port asked for, or a free one. */
    public int portOrFree() {
        return port == 0 ? freePort() : port;
    }

    /** A port on the loopback address that nobody listens on now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException("no port is free", none);
        }
    }
}
