package org.bactrian.cli.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files that a verb reads, and therefore must not write over: a scan is not there twice. */
public final class ReadFiles {

    private final Set<Path> files = new HashSet<>();

    /**
     * Some files.
     *
     * @param read those that are not there are of no interest
     */
    public ReadFiles(Stream<Path> read) {
        read.filter(Files::exists).map(ReadFiles::real).forEach(files::add);
    }

    /**
     * Refuses to write over one of them, by whichever name it is called.
     *
     * @throws IllegalArgumentException naming every file that would be lost
     */
    public void requireUntouched(Stream<Path> written) {
        List<String> lost = written.filter(Files::exists)
                .filter(file -> files.contains(real(file)))
                .map(file -> "--out would write over " + file + ", which is an input")
                .toList();
        if (!lost.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", lost));
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot look at " + file, failed);
        }
    }
}
