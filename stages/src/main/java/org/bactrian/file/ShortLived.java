package org.bactrian.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files and folders that are gone once the process ends, also where a signal ends it before whoever made them could clean
 * up. Who goes on with work after a signal says so by {@link #surviveSignals}. For several threads.
 */
public final class ShortLived {

    private static final Set<Path> PATHS = ConcurrentHashMap.newKeySet();

    private static volatile boolean surviveSignals;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(ShortLived::deleteUnlessInUse, "short-lived-files"));
        } catch (IllegalStateException processEnds) {
            // What is made from now on is deleted by who makes it, or stays.
        }
    }

    private ShortLived() {}

    /** Begins to watch over a file or a folder, which need not be there yet. */
    public static Path of(Path path) {
        PATHS.add(path);
        return path;
    }

    /** Whether this process made a file or folder that it is not done with. */
    static boolean watchesOver(Path path) {
        return PATHS.contains(path);
    }

    /** Deletes a file, or a folder and all that is in it, if it is there; it is watched over no longer. */
    public static void delete(Path path) throws IOException {
        PATHS.remove(path);
        if (Files.isDirectory(path)) {
            for (Path inside : contents(path)) {
                Files.deleteIfExists(inside);
            }
        } else {
            Files.deleteIfExists(path);
        }
    }

    /**
     * From now on nothing is deleted when a signal comes: work still writes to these files until it is done. Who ends the
     * process then calls {@link #deleteAll}.
     */
    public static void surviveSignals() {
        surviveSignals = true;
    }

    private static void deleteUnlessInUse() {
        if (!surviveSignals) {
            deleteAll();
        }
    }

    /** Deletes all that is watched over, for who ends the process at once. What cannot be deleted stays. */
    public static void deleteAll() {
        for (Path path : PATHS) {
            try {
                delete(path);
            } catch (IOException stays) {
                // The process ends, and nobody is left to hear of it.
            }
        }
    }

    /** The folder last. */
    private static List<Path> contents(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
