package org.bactrian.checkpoint.mindspore;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bactrian.file.WholeFile;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;

/**
 * Writes a checkpoint as MindSpore saves it: for every tensor a message {@code Value} of its {@code checkpoint.proto}. A
 * normalisation becomes a batch normalisation over {@value #SLOTS} slots, with statistics that nothing was counted for yet.
 */
public final class MindSporeWriter {

    /** The images in a batch of the reference solution, each of which has gains and shifts of its own. */
    private static final int SLOTS = 2;

    /** MindSpore cuts what is longer into several values of one name. */
    private static final int LONGEST_PART = 512 << 20;

    private static final String GAIN = ".instnorm.weight";
    private static final String SHIFT = ".instnorm.bias";
    private static final String NORMALISATION = ".instancenorm.bn2d.";

    private final CodedOutputStream out;

    private MindSporeWriter(CodedOutputStream out) {
        this.out = out;
    }

    /**
     * Writes a checkpoint; the file appears under its name only when it is complete.
     *
     * @param weights under the names of nnU-Net's first generation, such as {@code
     *     conv_blocks_context.0.blocks.0.instnorm.weight}
     */
    public static void write(Path file, Weights weights) throws IOException {
        WholeFile.write(file, stream -> {
            CodedOutputStream out = CodedOutputStream.newInstance(stream);
            MindSporeWriter writer = new MindSporeWriter(out);
            for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
                writer.parameter(entry.getKey(), entry.getValue());
            }
            out.flush();
        });
    }

    private void parameter(String name, Tensor tensor) throws IOException {
        if (name.endsWith(GAIN)) {
            String normalisation = name.replace(GAIN, NORMALISATION);
            int length = SLOTS * tensor.values().length;
            tensor(normalisation + "moving_mean", Tensor.zeros(List.of(length)));
            tensor(normalisation + "moving_variance", filled(length, 1));
            tensor(normalisation + "gamma", inSlots(tensor));
        } else if (name.endsWith(SHIFT)) {
            tensor(name.replace(SHIFT, NORMALISATION + "beta"), inSlots(tensor));
        } else {
            tensor(name, tensor);
        }
    }

    private static Tensor inSlots(Tensor tensor) {
        float[] values = tensor.values();
        float[] repeated = new float[SLOTS * values.length];
        for (int slot = 0; slot < SLOTS; slot++) {
            System.arraycopy(values, 0, repeated, slot * values.length, values.length);
        }
        return new Tensor(List.of(repeated.length), repeated);
    }

    private static Tensor filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return new Tensor(List.of(length), values);
    }

    private void tensor(String name, Tensor tensor) throws IOException {
        byte[] content = tensor.littleEndian();
        for (int from = 0; from < content.length; from += LONGEST_PART) {
            value(name, tensor.shape(), content, from, Math.min(LONGEST_PART, content.length - from));
        }
    }

    /** {@code Value { tag, tensor { dims, tensor_type, tensor_content } }}, lengths before contents. */
    private void value(String name, List<Integer> dims, byte[] content, int from, int length) throws IOException {
        int tensorSize = dims.stream()
                        .mapToInt(dim -> CodedOutputStream.computeInt64Size(MindSporeCheckpoint.DIMS, dim))
                        .sum()
                + CodedOutputStream.computeStringSize(MindSporeCheckpoint.TYPE, ElementType.FLOAT32.title())
                + announced(MindSporeCheckpoint.CONTENT, length);
        int valueSize = CodedOutputStream.computeStringSize(MindSporeCheckpoint.TAG, name)
                + announced(MindSporeCheckpoint.TENSOR, tensorSize);
        announce(MindSporeCheckpoint.VALUE, valueSize);
        out.writeString(MindSporeCheckpoint.TAG, name);
        announce(MindSporeCheckpoint.TENSOR, tensorSize);
        for (int dim : dims) {
            out.writeInt64(MindSporeCheckpoint.DIMS, dim);
        }
        out.writeString(MindSporeCheckpoint.TYPE, ElementType.FLOAT32.title());
        announce(MindSporeCheckpoint.CONTENT, length);
        out.writeRawBytes(content, from, length);
    }

    private void announce(int field, int length) throws IOException {
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(length);
    }

    /** The bytes that a field takes with its tag and its length. */
    private static int announced(int field, int length) {
        return CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(length) + length;
    }
}
