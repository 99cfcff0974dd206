package org.bactrian.cli.segment;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.scan.MemoryForecast;
import org.bactrian.cli.scan.Scan;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Case;
import org.bactrian.volume.Volume;

/**
 * Reads the first file while the model is read and made ready, where that takes little of the memory and there is a thread for it. Whoever asks for the
 * scan of that file gets it once; whoever asks again, or for another, reads it then, and so does who asks for one that could
 * not be read: failures are told where they are expected.
 */
final class FirstRead {

    /** The share of the budget that may be taken before a forecast of the whole case is told. */
    private static final double SHARE = 0.25;

    private final Map<Path, CompletableFuture<Optional<Volume>>> ahead = new ConcurrentHashMap<>();

    /**
     * Begins to read a file that is there, unless one is being read already.
     *
     * @param budget asked on the thread that reads: it takes a tenth of a second the first time
     */
    void begin(Path file, Supplier<MemoryBudget> budget) {
        if (ahead.isEmpty() && Lines.allCores().threads() > 1) {
            ahead.put(
                    file,
                    CompletableFuture.supplyAsync(() -> small(file, budget.get()), FirstRead::onItsOwnThread)
                            .exceptionally(failure -> Optional.empty()));
        }
    }

    private static Optional<Volume> small(Path file, MemoryBudget budget) {
        return bytes(file) < SHARE * budget.bytes() ? Optional.of(volume(file)) : Optional.empty();
    }

    private static void onItsOwnThread(Runnable reading) {
        Thread thread = new Thread(reading, "first-read");
        thread.setDaemon(true);
        thread.start();
    }

    private static double bytes(Path file) {
        return MemoryForecast.ofReading(FileNames.last(file), NiftiReader.readHeader(file), 1)
                .reading();
    }

    private static Volume volume(Path file) {
        return NiftiReader.read(file).volume();
    }

    /** The case of a scan. */
    Case read(Scan scan) {
        return scan.read(file -> Optional.ofNullable(ahead.remove(file))
                .flatMap(CompletableFuture::join)
                .orElseGet(() -> volume(file)));
    }
}
