package org.bactrian.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that appear under their names only when they are complete, replacing older ones. Several writers of one file do
 * not disturb each other: the last to finish counts.
 */
public final class WholeFile {

    private static final int BUFFER_BYTES = 1 << 16;

    private WholeFile() {}

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {

        /** Called once; the stream is buffered, and closed by who calls. */
        void to(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, in a folder that is there.
     *
     * @return the file
     * @throws IOException when the disk fails; nothing is left then, and an older file stays
     */
    public static Path write(Path file, Content content) throws IOException {
        String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path part = ShortLived.of(file.resolveSibling(".%s.%s.part".formatted(file.getFileName(), unique)));
        try {
            try (OutputStream out = open(part)) {
                content.to(out);
            }
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            ShortLived.delete(part);
        }
    }

    private static OutputStream open(Path part) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), BUFFER_BYTES);
    }
}
