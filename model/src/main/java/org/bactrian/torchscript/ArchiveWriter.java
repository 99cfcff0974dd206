package org.bactrian.torchscript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes TorchScript archives: what {@code torch.jit.load} opens in Python, C++ and here. Equal modules and extra files
 * give equal bytes, on every machine and at any time.
 */
public final class ArchiveWriter {

    /** A pickled empty tuple: the code has no constants that are tensors. */
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private ArchiveWriter() {}

    /**
     * Writes an archive beside {@code file} and moves it there once it is complete: nobody sees half of one.
     *
     * @param extras files to add, by name; libtorch ignores them
     */
    public static void write(Path file, ScriptModule module, Map<String, byte[]> extras) throws IOException {
        StoredZip.write(file, zip -> write(zip, module, new TreeMap<>(extras)));
    }

    /** Writes an archive that holds nothing but extra files, for programs that are kept whole. */
    public static void write(Path file, Map<String, byte[]> extras) throws IOException {
        StoredZip.write(file, zip -> {
            for (Map.Entry<String, byte[]> extra : new TreeMap<>(extras).entrySet()) {
                zip.add(ArchiveEntries.EXTRA + extra.getKey(), extra.getValue());
            }
        });
    }

    private static void write(StoredZip zip, ScriptModule module, SortedMap<String, byte[]> extras) throws IOException {
        zip.add(ArchiveEntries.PICKLE, PickleWriter.module(module));
        zip.add(ArchiveEntries.CODE, module.code().getBytes(StandardCharsets.UTF_8));
        int key = 0;
        for (Weights weights : List.of(module.parameters(), module.buffers())) {
            for (Tensor tensor : weights.tensors().values()) {
                zip.add(ArchiveEntries.DATA + key++, tensor.littleEndian());
            }
        }
        zip.add(ArchiveEntries.CONSTANTS, NO_CONSTANTS);
        zip.add(ArchiveEntries.BYTE_ORDER, "little".getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, byte[]> extra : extras.entrySet()) {
            zip.add(ArchiveEntries.EXTRA + extra.getKey(), extra.getValue());
        }
        zip.add(ArchiveEntries.VERSION, "10\n".getBytes(StandardCharsets.UTF_8));
    }
}
