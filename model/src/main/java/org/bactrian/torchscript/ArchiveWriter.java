package org.bactrian.torchscript;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes TorchScript archives: what {@code torch.jit.load} opens in Python, C++ and here. Equal modules and extra files
 * give equal bytes, on every machine and at any time.
 */
public final class ArchiveWriter {

    /**
     * A local time, so that no time zone moves it. Not the first hour of 1980: the JDK takes that for an earlier time and
     * writes a second, zone-dependent one beside it.
     */
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    /** A pickled empty tuple: the code has no constants that are tensors. */
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private ArchiveWriter() {}

    /**
     * Writes an archive beside {@code file} and moves it there once it is complete: nobody sees half of one.
     *
     * @param extras files to add, by name; libtorch ignores them
     */
    public static void write(Path file, ScriptModule module, Map<String, byte[]> extras) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(part));
                    ZipOutputStream zip = new ZipOutputStream(stream)) {
                write(zip, module, new TreeMap<>(extras));
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(ZipOutputStream zip, ScriptModule module, SortedMap<String, byte[]> extras)
            throws IOException {
        entry(zip, ArchiveEntries.PICKLE, PickleWriter.module(module));
        entry(zip, ArchiveEntries.CODE, module.code().getBytes(StandardCharsets.UTF_8));
        int key = 0;
        for (Weights weights : List.of(module.parameters(), module.buffers())) {
            for (Tensor tensor : weights.tensors().values()) {
                entry(zip, ArchiveEntries.DATA + key++, littleEndian(tensor.values()));
            }
        }
        entry(zip, ArchiveEntries.CONSTANTS, NO_CONSTANTS);
        entry(zip, ArchiveEntries.BYTE_ORDER, "little".getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, byte[]> extra : extras.entrySet()) {
            entry(zip, ArchiveEntries.EXTRA + extra.getKey(), extra.getValue());
        }
        entry(zip, ArchiveEntries.VERSION, "10\n".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** Adds one entry, stored as it is. */
    static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
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
