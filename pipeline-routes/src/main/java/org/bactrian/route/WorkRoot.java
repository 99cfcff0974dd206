package org.bactrian.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The folder below which running cases keep their files. Each worker has a sub-folder of its own and holds a lock on it;
 * sub-folders whose worker is gone are swept when the next one starts, whatever ended it. One that vanishes under its
 * worker is made again. Safe for use by many threads.
 */
public final class WorkRoot implements AutoCloseable {

    private static final String PREFIX = "worker-";
    private static final String LOCK = "lock";

    private final Path folder;
    private FileChannel lock;

    private WorkRoot(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Sweeps what dead workers left below a folder, and makes a sub-folder for this one.
     *
     * @throws UncheckedIOException when the folder cannot be written
     */
    public static WorkRoot open(Path root) {
        try {
            Files.createDirectories(root);
            sweep(root);
            Path own = Files.createTempDirectory(root, PREFIX);
            return lock(own).map(lock -> new WorkRoot(own, lock)).orElseThrow();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot keep files in " + root, unwritable);
        }
    }

    /** The bytes of the whole disk that the folder lies on, which no clearing away makes larger. */
    public long diskBytes() {
        try {
            long total = Files.getFileStore(folder).getTotalSpace();
            return total > 0 ? total : Long.MAX_VALUE;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot tell the size of the disk of " + folder, unreadable);
        }
    }

    /** Makes a folder for the files of one case or training and fills it; when that fails the folder is gone. */
    public <T> T filled(String name, Function<Path, T> filling) {
        Path own = newFolder(name);
        boolean whole = false;
        try {
            T filled = filling.apply(own);
            whole = true;
            return filled;
        } finally {
            if (!whole) {
                remove(own);
            }
        }
    }

    private Path newFolder(String name) {
        try {
            makeAgain();
            return Files.createTempDirectory(folder, name + "-");
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot keep files in " + folder, unwritable);
        }
    }

    /** What tidies up temporary files may take the sub-folder of a worker that lives, or the lock in it. */
    private synchronized void makeAgain() throws IOException {
        if (Files.exists(folder.resolve(LOCK))) {
            return;
        }
        lock.close();
        Files.createDirectories(folder);
        lock = lock(folder).orElseThrow(() -> new IOException("another worker sweeps it"));
    }

    /** Removes a folder and everything in it; one that is gone already is no failure. */
    static void remove(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot remove " + folder, unwritable);
        }
    }

    /** Removes this worker's sub-folder. */
    @Override
    public synchronized void close() {
        FileChannel held = lock;
        try (held) {
            remove(folder);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot remove " + folder, unwritable);
        }
    }

    private static void sweep(Path root) throws IOException {
        for (Path left : workersIn(root)) {
            Optional<FileChannel> lock = lock(left);
            if (lock.isPresent()) {
                lock.get().close();
                remove(left);
            }
        }
    }

    private static List<Path> workersIn(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> child.getFileName().toString().startsWith(PREFIX))
                    .filter(child -> Files.exists(child.resolve(LOCK)))
                    .toList();
        }
    }

    /** Locks a sub-folder, unless its worker lives. Closing the channel, or the end of the process, unlocks it. */
    private static Optional<FileChannel> lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) {
            return Optional.of(channel);
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }
}
