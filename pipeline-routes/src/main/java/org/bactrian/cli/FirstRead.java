package org.bactrian.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.bactrian.volume.Case;

/**
 * Reads the first scan while the model is made ready, where that takes little of the memory. Whoever asks for that scan gets it
 * once; whoever asks again, or for another, reads it then, and so does who asks for one that could not be read: failures
 * are told where they are expected.
 */
final class FirstRead {

    /** The share of the budget that may be taken before a forecast of the whole case is told. */
    private static final double SHARE = 0.25;

    private final Map<Scan, CompletableFuture<Optional<Case>>> ahead = new ConcurrentHashMap<>();

    /** Begins to read a scan of files that are there. */
    void begin(Scan scan, MemoryBudget budget) {
        double most = SHARE * budget.bytes();
        ahead.put(
                scan,
                CompletableFuture.supplyAsync(
                                () -> scan.forecast().reading() < most
                                        ? Optional.of(scan.read())
                                        : Optional.<Case>empty(),
                                FirstRead::onItsOwnThread)
                        .exceptionally(failure -> Optional.empty()));
    }

    private static void onItsOwnThread(Runnable reading) {
        Thread thread = new Thread(reading, "first-read");
        thread.setDaemon(true);
        thread.start();
    }

    /** The case of a scan. */
    Case read(Scan scan) {
        return Optional.ofNullable(ahead.remove(scan))
                .flatMap(CompletableFuture::join)
                .orElseGet(scan::read);
    }
}
