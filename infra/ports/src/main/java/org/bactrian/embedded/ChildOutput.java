package org.bactrian.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a child says as long as it lives: a pipe that nobody empties would block it. */
final class ChildOutput {

    private static final Logger LOG = LoggerFactory.getLogger(ChildOutput.class);
    private static final String READY = "READY ";
    private static final long START_SECONDS = 180;
    private static final int LAST_WORDS = 20;

    private final String name;
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    ChildOutput(String name, Process process) {
        this.name = name;
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        Thread reader = new Thread(() -> read(lines), "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** The address that the child says it serves. */
    String awaitReady() {
        try {
            return ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException ended) {
            throw failure("ended before it served", ended);
        } catch (TimeoutException silent) {
            throw failure("did not serve within %d s".formatted(START_SECONDS), silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw failure("was not waited for", stopped);
        }
    }

    private void read(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
            ready.completeExceptionally(new IOException("the output ended"));
        } catch (IOException broken) {
            ready.completeExceptionally(broken);
        }
    }

    private void hear(String line) {
        LOG.debug("{}: {}", name, line);
        if (line.startsWith(READY)) {
            ready.complete(line.substring(READY.length()));
        }
        synchronized (lastWords) {
            lastWords.addLast(line);
            if (lastWords.size() > LAST_WORDS) {
                lastWords.removeFirst();
            }
        }
    }

    private IllegalStateException failure(String what, Throwable cause) {
        synchronized (lastWords) {
            String said = lastWords.isEmpty() ? "it said nothing" : "it said:\n" + String.join("\n", lastWords);
            return new IllegalStateException("the %s server %s; %s".formatted(name, what, said), cause);
        }
    }
}
