package org.bactrian.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A hidden place where a file or folder is written before it appears under its name. A process that is killed leaves it behind;
 * who writes the same file or folder next clears it away. It is locked while its process lives, on disks that know locks; on
 * others nothing is cleared.
 */
final class Aside implements Closeable {

    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private Aside(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** A new empty file. */
    static Aside file(Path folder, String name) throws IOException {
        Path part = ShortLived.of(cleared(folder, name));
        return new Aside(part, locked(part));
    }

    /** A new folder, which holds nothing but its lock. */
    static Aside folder(Path folder, String name) throws IOException {
        Path part = ShortLived.of(cleared(folder, name));
        Files.createDirectories(part);
        return new Aside(part, locked(part.resolve(LOCK)));
    }

    Path path() {
        return path;
    }

    private static Path cleared(Path folder, String name) {
        clear(folder, name);
        String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return folder.resolve(".%s.%s.part".formatted(name, unique));
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        isFree(channel);
        return channel;
    }

    /** What cannot be cleared stays: it is in nobody's way. */
    private static void clear(Path folder, String name) {
        Pattern left = Pattern.compile("\\." + Pattern.quote(name) + "\\.[0-9a-f]{1,16}\\.part");
        DirectoryStream.Filter<Path> ofName =
                path -> left.matcher(String.valueOf(path.getFileName())).matches() && !ShortLived.watchesOver(path);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ofName)) {
            for (Path part : parts) {
                if (isLeftBehind(part)) {
                    ShortLived.delete(part);
                }
            }
        } catch (IOException | DirectoryIteratorException stays) {
            return;
        }
    }

    private static boolean isLeftBehind(Path part) throws IOException {
        Path lock = Files.isDirectory(part) ? part.resolve(LOCK) : part;
        if (Files.notExists(lock)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return isFree(channel);
        }
    }

    private static boolean isFree(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException | IOException heldOrUnknown) {
            return false;
        }
    }

    /** Deletes it, if it has not moved. */
    @Override
    public void close() throws IOException {
        try (lock) {
            ShortLived.delete(path);
        }
    }
}
