package org.bactrian.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/** Files that appear under their names only when they are complete, replacing older ones. */
final class WholeFile {

    private static final int BUFFER_BYTES = 1 << 16;

    private WholeFile() {}

    /** What a file is to hold. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Writes a file; {@link UncheckedIOException} when the disk fails. */
    static Path write(Path file, Content content) {
        String name = FileNames.last(file);
        String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path part = file.resolveSibling("." + name + "." + unique + ".part");
        try {
            try (OutputStream out = open(part)) {
                content.to(out);
            }
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + name, failed);
        } finally {
            part.toFile().delete();
        }
    }

    private static OutputStream open(Path part) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), BUFFER_BYTES);
    }
}
