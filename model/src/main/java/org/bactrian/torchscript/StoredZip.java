package org.bactrian.torchscript;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

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

    /** Writes a zip beside {@code file} and moves it there once it is complete: nobody sees half of one. */
    public static void write(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(part));
                    ZipOutputStream zip = new ZipOutputStream(stream)) {
                content.addTo(new StoredZip(zip));
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
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
