package org.bactrian.cli.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bactrian.cli.file.FileNames;

/** Label maps in one archive without folders, as contests take them. The same files make the same bytes. */
final class PredictionsZip {

    static final String NAME = "predictions.zip";

    /** The first time that a zip can tell. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private PredictionsZip() {}

    /** Writes {@code predictions.zip}. */
    static Path write(Path folder, List<Path> labelMaps) {
        return FileNames.write(folder.resolve(NAME), out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setLevel(Deflater.NO_COMPRESSION); // they are packed already
                for (Path file : labelMaps) {
                    add(zip, file);
                }
            }
        });
    }

    private static void add(ZipOutputStream zip, Path file) throws IOException {
        ZipEntry entry = new ZipEntry(FileNames.last(file));
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
    }
}
