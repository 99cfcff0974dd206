package org.bactrian.checkpoint.mindspore;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes checkpoints as MindSpore does. */
final class CheckpointFile {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    CheckpointFile with(String name, List<Long> dims, String type, byte[] values) throws IOException {
        byte[] tensor = message(out -> {
            for (long length : dims) {
                out.writeInt64(1, length);
            }
            out.writeString(2, type);
            out.writeByteArray(3, values);
        });
        byte[] value = message(out -> {
            out.writeString(1, name);
            out.writeByteArray(2, tensor);
        });
        content.write(message(out -> out.writeByteArray(1, value)));
        return this;
    }

    CheckpointFile with(String name, List<Long> dims, float... values) throws IOException {
        return with(name, dims, "Float32", bytes(values));
    }

    byte[] bytes() {
        return content.toByteArray();
    }

    Path writtenTo(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    static byte[] bytes(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    @FunctionalInterface
    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        fields.writeTo(out);
        out.flush();
        return bytes.toByteArray();
    }
}
