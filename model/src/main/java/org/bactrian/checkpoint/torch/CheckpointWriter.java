package org.bactrian.checkpoint.torch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bactrian.checkpoint.pickle.PickleWriter;
import org.bactrian.checkpoint.pickle.Storage;
import org.bactrian.checkpoint.pickle.StorageType;
import org.bactrian.checkpoint.pickle.StoredTensor;
import org.bactrian.torchscript.StoredZip;
import org.bactrian.torchscript.Tensor;

/** Writes checkpoints that {@code torch.load} opens: a state dict, and plain values beside it. */
public final class CheckpointWriter {

    private static final String FOLDER = "archive/";

    private final StoredZip zip;
    private final Map<Tensor, StoredTensor> stored = new HashMap<>();

    private CheckpointWriter(StoredZip zip) {
        this.zip = zip;
    }

    /**
     * Writes a checkpoint; the file appears under its name only when it is complete.
     *
     * @param name of the state dict among the values
     * @param state the tensors; one that stands under several names is stored once
     * @param values plain values beside the state dict, as {@link PickleWriter} takes them
     */
    public static void write(Path file, String name, Map<String, Tensor> state, Map<String, Object> values)
            throws IOException {
        StoredZip.write(file, zip -> new CheckpointWriter(zip).write(name, state, values));
    }

    private void write(String name, Map<String, Tensor> state, Map<String, Object> values) throws IOException {
        Map<String, Object> dictionary = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> entry : state.entrySet()) {
            dictionary.put(entry.getKey(), store(entry.getValue()));
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(name, dictionary);
        content.putAll(values);
        zip.add(FOLDER + "data.pkl", PickleWriter.write(content));
        zip.add(FOLDER + "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        zip.add(FOLDER + "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }

    private StoredTensor store(Tensor tensor) throws IOException {
        StoredTensor known = stored.get(tensor);
        if (known == null) {
            Storage storage = new Storage(StorageType.FLOAT, String.valueOf(stored.size()), tensor.values().length);
            known = new StoredTensor(storage, 0, tensor.shape(), tensor.strides());
            zip.add(FOLDER + "data/" + storage.key(), tensor.littleEndian());
            stored.put(tensor, known);
        }
        return known;
    }
}
