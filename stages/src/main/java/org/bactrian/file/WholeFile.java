package org.bactrian.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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
     * Writes a file, in a folder that is there. A pipe or a device, such as {@code /dev/stdout}, takes the content as it
     * comes: nothing may be put in its place.
     *
     * @return the file
     * @throws IOException when the disk fails; nothing is left then, and an older file stays
     */
    public static Path write(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            pour(content, Files.newOutputStream(file, StandardOpenOption.WRITE));
            return file;
        }
        Path folder = file.toAbsolutePath().resolveSibling("");
        try (Aside aside = Aside.file(folder, String.valueOf(file.getFileName()))) {
            pour(content, Files.newOutputStream(aside.path(), StandardOpenOption.WRITE));
            return Files.move(aside.path(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void pour(Content content, OutputStream into) throws IOException {
        try (OutputStream out = new BufferedOutputStream(into, BUFFER_BYTES)) {
            content.to(out);
        }
    }
}
