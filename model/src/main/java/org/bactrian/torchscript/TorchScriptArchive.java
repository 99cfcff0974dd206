package org.bactrian.torchscript;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.bactrian.volume.BadCaseException;

/**
 * An archive of ours, opened for reading. Anything wrong with the file is a {@link BadCaseException} that names it: cut
 * off, altered (every entry has a check sum), compressed (ours are stored, so that no entry is larger than the file) or
 * made by another program. Not for use by several threads at once.
 */
public final class TorchScriptArchive implements AutoCloseable {

    private final String name;
    private final long fileSize;
    private final ZipFile zip;

    private TorchScriptArchive(Path file, String name, ZipFile zip) {
        this.name = name;
        this.fileSize = file.toFile().length();
        this.zip = zip;
    }

    /**
     * Opens an archive, which is named by its whole path where it is bad.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    public static TorchScriptArchive open(Path file) throws IOException {
        return open(file, file.toString());
    }

    /**
     * Opens an archive that has another name for whoever reads of it, such as one in a folder for temporary files.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    public static TorchScriptArchive open(Path file, String name) throws IOException {
        try {
            return new TorchScriptArchive(file, name, new ZipFile(file.toFile()));
        } catch (ZipException | EOFException e) {
            throw BadCaseException.of(name, "content", "no complete zip file", "a TorchScript archive")
                    .because(e);
        }
    }

    /** The class and its tensors. */
    public ScriptModule module() throws IOException {
        PickleReader.Instance instance = PickleReader.read(name, required(ArchiveEntries.PICKLE));
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        Map<String, Tensor> buffers = new LinkedHashMap<>();
        Set<String> keys = new HashSet<>();
        for (Map.Entry<String, Object> attribute : instance.state().entrySet()) {
            if (attribute.getValue() instanceof PickleReader.TensorEntry entry) {
                if (!keys.add(entry.key())) {
                    throw bad("data.pkl: " + attribute.getKey(), "shares storage " + entry.key(), "one of its own");
                }
                (entry.trained() ? parameters : buffers).put(attribute.getKey(), tensor(entry));
            }
        }
        byte[] written = required(ArchiveEntries.CODE);
        // Here the code is not run, but who is told that the archive is sound may give it to torch.
        ProgramCode.requireHarmless(name, ArchiveEntries.CODE, written);
        String code = new String(written, StandardCharsets.UTF_8);
        return new ScriptModule(instance.className(), code, new Weights(parameters), new Weights(buffers));
    }

    /** The file that was added to the archive under a name, such as a manifest; empty if there is none. */
    public Optional<byte[]> extra(String path) throws IOException {
        Optional<ZipEntry> entry = Optional.ofNullable(zip.getEntry(ArchiveEntries.EXTRA + path));
        return entry.isPresent() ? Optional.of(content(entry.get())) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private Tensor tensor(PickleReader.TensorEntry entry) throws IOException {
        byte[] content = required(ArchiveEntries.DATA + entry.key());
        if (content.length != Float.BYTES * Tensor.size(entry.shape())) {
            throw bad(
                    ArchiveEntries.DATA + entry.key(),
                    content.length + " bytes",
                    "four bytes for each value of shape " + entry.shape());
        }
        float[] values = new float[content.length / Float.BYTES];
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Tensor(entry.shape(), values);
    }

    private byte[] required(String path) throws IOException {
        ZipEntry entry = zip.getEntry(path);
        if (entry == null) {
            throw bad(path, "missing", "an entry of every TorchScript archive");
        }
        return content(entry);
    }

    private byte[] content(ZipEntry entry) throws IOException {
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() > fileSize) {
            throw bad(entry.getName(), "compressed or larger than the file", "stored as it is");
        }
        byte[] content = stored(entry);
        CRC32 checkSum = new CRC32();
        checkSum.update(content);
        if (content.length != entry.getSize() || checkSum.getValue() != entry.getCrc()) {
            throw bad(entry.getName(), "altered", "the content its check sum was made of");
        }
        return content;
    }

    private byte[] stored(ZipEntry entry) throws IOException {
        try (InputStream stream = zip.getInputStream(entry)) {
            return stream.readAllBytes();
        } catch (ZipException | EOFException e) {
            throw bad(entry.getName(), "not where the archive says", "an entry of the archive")
                    .because(e);
        }
    }

    private BadCaseException bad(String field, Object value, String expected) {
        return BadCaseException.of(name, field, value, expected);
    }
}
