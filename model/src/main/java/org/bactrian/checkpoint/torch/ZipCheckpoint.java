package org.bactrian.checkpoint.torch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.bactrian.checkpoint.pickle.Storage;
import org.bactrian.volume.BadCaseException;

/** A checkpoint as a zip: {@code NAME/data.pkl}, {@code NAME/data/0}, {@code NAME/data/1}, ... */
final class ZipCheckpoint implements Storages {

    private static final String PICKLE = "/data.pkl";

    private final String source;
    private final long fileSize;
    private final ZipFile zip;
    private final String folder;

    private ZipCheckpoint(String source, long fileSize, ZipFile zip) {
        this.source = source;
        this.fileSize = fileSize;
        this.zip = zip;
        List<String> pickles = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .toList();
        if (pickles.size() != 1) {
            throw BadCaseException.of(source, "data.pkl", pickles.size() + " of them", "one, as in every checkpoint");
        }
        this.folder = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    }

    static ZipCheckpoint open(Path file, String source) throws IOException {
        ZipFile zip = zip(file, source);
        try {
            return new ZipCheckpoint(source, file.toFile().length(), zip);
        } catch (BadCaseException bad) {
            zip.close();
            throw bad;
        }
    }

    private static ZipFile zip(Path file, String source) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException | EOFException broken) {
            throw BadCaseException.of(source, "content", "no complete zip file", "a checkpoint of PyTorch")
                    .because(broken);
        }
    }

    /** The pickle. */
    ByteBuffer pickle() throws IOException {
        requireLittleEndian();
        ZipEntry entry = entry("data.pkl");
        if (entry.getSize() > TorchCheckpoint.LARGEST_PICKLE) {
            throw bad("data.pkl", entry.getSize() + " bytes", "at most " + TorchCheckpoint.LARGEST_PICKLE);
        }
        return content(entry);
    }

    @Override
    public ByteBuffer bytes(Storage storage) throws IOException {
        ZipEntry entry = entry("data/" + storage.key());
        long wanted = Math.multiplyExact(storage.size(), storage.type().bytes());
        if (entry.getSize() != wanted) {
            throw bad("data/" + storage.key(), entry.getSize() + " bytes", wanted + ", as the pickle says");
        }
        return content(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void requireLittleEndian() throws IOException {
        ZipEntry order = zip.getEntry(folder + "/byteorder");
        if (order != null
                && !StandardCharsets.US_ASCII.decode(content(order)).toString().equals("little")) {
            throw bad("byteorder", "not little", "little");
        }
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = zip.getEntry(folder + "/" + name);
        if (entry == null) {
            throw bad(name, "missing", "an entry that the pickle names");
        }
        return entry;
    }

    /** Entries of real checkpoints are not compressed, so none is larger than the file. */
    private ByteBuffer content(ZipEntry entry) throws IOException {
        if (entry.getMethod() != ZipEntry.STORED
                || entry.getSize() > fileSize
                || entry.getSize() > Integer.MAX_VALUE - 8) {
            throw bad(entry.getName(), "compressed or too large", "stored as it is, of at most 2 GB");
        }
        try (InputStream stream = zip.getInputStream(entry)) {
            byte[] bytes = stream.readNBytes((int) entry.getSize());
            if (bytes.length != entry.getSize()) {
                throw bad(entry.getName(), bytes.length + " bytes", String.valueOf(entry.getSize()));
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        } catch (ZipException | EOFException broken) {
            throw bad(entry.getName(), "not where the archive says", "an entry of the archive")
                    .because(broken);
        }
    }

    private BadCaseException bad(String field, Object value, String expected) {
        return BadCaseException.of(source, field, value, expected);
    }
}
