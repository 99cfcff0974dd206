package org.bactrian.torchscript;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bactrian.file.WholeFile;

/**
 * Writes zip files whose entries are stored as they are, which is what PyTorch reads. Equal entries give equal bytes, on
 * every machine and at any time.
 */
public final class StoredZip {

    /**
     * A local time, so that no time zone moves it. Not the first hour of 1980: the JDK takes that for an earlier time and
     * writes a second, zone-dependent one beside it.
     */
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final ZipOutputStream zip;

    StoredZip(ZipOutputStream zip) {
        this.zip = zip;
    }

    /** Adds the entries of a zip file. */
    @FunctionalInterface
    public interface Content {

        /** Called once. */
        void addTo(StoredZip zip) throws IOException;
    }

    /** Writes a zip, which appears under its name once it is complete. */
    public static void write(Path file, Content content) throws IOException {
        WholeFile.write(file, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                content.addTo(new StoredZip(zip));
            }
        });
    }

    /** Adds one entry. */
    public void add(String name, byte[] content) throws IOException {
        CRC32 checkSum = new CRC32();
        checkSum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checkSum.getValue());
        entry.setTimeLocal(FIXED_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
