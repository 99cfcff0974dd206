package org.bactrian.checkpoint.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bactrian.checkpoint.pickle.PickleReader;
import org.bactrian.checkpoint.pickle.PickledMap;
import org.bactrian.checkpoint.pickle.StoredTensor;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.volume.BadCaseException;

/**
 * A checkpoint of PyTorch, opened for reading. Tensors are read when they are asked for, so that the optimiser's, which are
 * as large as the network's, cost nothing. Not for use by several threads at once.
 */
public final class TorchCheckpoint implements AutoCloseable {

    /** Real checkpoints have some hundred kilobytes beside their tensors. */
    static final long LARGEST_PICKLE = 1 << 24;

    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final String source;
    private final PickledMap root;
    private final Storages storages;
    private final Map<StoredTensor, Tensor> read = new HashMap<>();

    /** Tensors are views, so a small file could ask for any amount of memory; real ones have no more values than bytes. */
    private long valuesLeft;

    private TorchCheckpoint(String source, long fileSize, Object root, Storages storages) {
        this.source = source;
        this.valuesLeft = fileSize;
        if (!(root instanceof PickledMap map)) {
            throw BadCaseException.of(source, "content", root.getClass().getSimpleName(), "a dictionary");
        }
        this.root = map;
        this.storages = storages;
    }

    /**
     * Opens a checkpoint of either format.
     *
     * @throws BadCaseException when it is none, was cut off, or names what is not allowed
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    public static TorchCheckpoint open(Path file) throws IOException {
        return open(file, String.valueOf(file.getFileName()));
    }

    /**
     * The same of a file that is one of several of its name.
     *
     * @param source what refusals call the file
     */
    public static TorchCheckpoint open(Path file, String source) throws IOException {
        long fileSize = Files.size(file);
        if (!isZip(file)) {
            StreamCheckpoint stream = StreamCheckpoint.open(file, source);
            stream.locate(StoragesOf.everything(stream.root()));
            return new TorchCheckpoint(source, fileSize, stream.root(), stream);
        }
        ZipCheckpoint zip = ZipCheckpoint.open(file, source);
        try {
            return new TorchCheckpoint(source, fileSize, PickleReader.read(source, zip.pickle()), zip);
        } catch (BadCaseException bad) {
            zip.close();
            throw bad;
        }
    }

    /** The content; a tensor in it is a {@link StoredTensor}. */
    public PickledMap root() {
        return root;
    }

    /**
     * The tensors of a state dict, in its order; tensors of one storage share their array.
     *
     * @param name of the state dict in the content
     * @throws BadCaseException when there is no such state dict, or a tensor is not where the file says
     */
    public Weights weights(String name) throws IOException {
        Object dictionary = root.get(name)
                .orElseThrow(() -> BadCaseException.of(source, name, "missing", "a state dict, the network's weights"));
        if (!(dictionary instanceof PickledMap state)) {
            throw BadCaseException.of(source, name, dictionary.getClass().getSimpleName(), "a state dict");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<Object, Object> entry : state.entries().entrySet()) {
            if (!(entry.getValue() instanceof StoredTensor stored)) {
                throw BadCaseException.of(source, name + "." + entry.getKey(), "no tensor", "a tensor");
            }
            tensors.put(String.valueOf(entry.getKey()), tensor(stored));
        }
        return new Weights(tensors);
    }

    @Override
    public void close() throws IOException {
        storages.close();
    }

    private Tensor tensor(StoredTensor stored) throws IOException {
        Tensor known = read.get(stored);
        if (known == null) {
            known = tensor(stored, storages.bytes(stored.storage()));
            read.put(stored, known);
        }
        return known;
    }

    private Tensor tensor(StoredTensor stored, ByteBuffer bytes) {
        long size = Tensor.size(stored.shape());
        valuesLeft -= size;
        if (size > stored.storage().size() || valuesLeft < 0) {
            throw BadCaseException.of(source, "tensor", stored.shape(), "no more values than the file has bytes");
        }
        float[] values = new float[Math.toIntExact(size)];
        if (stored.isContiguous()) {
            stored.storage().type().read(bytes, Math.toIntExact(stored.offset()), values);
        } else {
            gather(stored, bytes, values);
        }
        return new Tensor(stored.shape(), values);
    }

    private static void gather(StoredTensor stored, ByteBuffer bytes, float[] values) {
        int[] index = new int[stored.shape().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored.storage().type().at(bytes, place(stored, index));
            advance(index, stored);
        }
    }

    private static int place(StoredTensor stored, int[] index) {
        long place = stored.offset();
        for (int axis = 0; axis < index.length; axis++) {
            place += (long) index[axis] * stored.strides().get(axis);
        }
        return (int) place;
    }

    private static void advance(int[] index, StoredTensor stored) {
        for (int axis = index.length - 1; axis >= 0; axis--) {
            if (++index[axis] < stored.shape().get(axis)) {
                return;
            }
            index[axis] = 0;
        }
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }
}
