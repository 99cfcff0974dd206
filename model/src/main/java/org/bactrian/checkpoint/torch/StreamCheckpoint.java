package org.bactrian.checkpoint.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.checkpoint.pickle.PickleReader;
import org.bactrian.checkpoint.pickle.PickledMap;
import org.bactrian.checkpoint.pickle.Storage;
import org.bactrian.volume.BadCaseException;

/**
 * A checkpoint as torch wrote it before 1.6: pickles of a magic number, a protocol version, facts of the machine, the content
 * and the names of the storages; then every storage, its length first.
 */
final class StreamCheckpoint implements Storages {

    private static final String MAGIC = "119547037146038801333356";
    private static final long PROTOCOL = 1001;

    private final String source;
    private final ByteBuffer file;
    private final Object root;
    private final List<?> keys;

    /** Where each storage starts; found by walking, since only tensors know how long an element is. */
    private final Map<String, Integer> starts = new HashMap<>();

    private StreamCheckpoint(String source, ByteBuffer file) {
        this.source = source;
        this.file = file;
        if (!String.valueOf(next()).equals(MAGIC) || !Long.valueOf(PROTOCOL).equals(next())) {
            throw BadCaseException.of(source, "content", "no magic number", "a checkpoint of PyTorch");
        }
        if (!(next() instanceof PickledMap facts) || !facts.get("little_endian").equals(Optional.of(true))) {
            throw BadCaseException.of(source, "little_endian", "not true", "true");
        }
        root = next();
        keys = next() instanceof List<?> list ? list : List.of();
    }

    static StreamCheckpoint open(Path file, String source) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw BadCaseException.of(
                        source, "size", channel.size() + " bytes", "at most 2 GB in the older format");
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return new StreamCheckpoint(source, bytes.order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    Object root() {
        return root;
    }

    /** Tells where the storages lie. */
    void locate(Map<String, Storage> storages) {
        long at = file.position();
        for (Object key : keys) {
            Storage storage = storages.get(String.valueOf(key));
            if (storage == null) {
                throw BadCaseException.of(source, "storage " + key, "of no tensor", "one of a tensor");
            }
            long bytes = Math.multiplyExact(storage.size(), storage.type().bytes());
            if (at + Long.BYTES + bytes > file.limit() || file.getLong((int) at) != storage.size()) {
                throw BadCaseException.of(source, "storage " + key, "cut off or of another length", bytes + " bytes");
            }
            starts.put(storage.key(), (int) at + Long.BYTES);
            at += Long.BYTES + bytes;
        }
    }

    @Override
    public ByteBuffer bytes(Storage storage) {
        Integer start = starts.get(storage.key());
        if (start == null) {
            throw BadCaseException.of(source, "storage " + storage.key(), "missing", "one of the file's");
        }
        int bytes = Math.toIntExact(storage.size() * storage.type().bytes());
        return file.slice(start, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        // A mapped file has nothing to close.
    }

    private Object next() {
        return PickleReader.read(source, file);
    }
}
