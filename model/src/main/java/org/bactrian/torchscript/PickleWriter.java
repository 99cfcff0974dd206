package org.bactrian.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes the one pickle a TorchScript archive needs: an instance of a class whose state is a dictionary of tensors.
 * Protocol 2, no memo, so that equal modules give equal bytes.
 */
final class PickleWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private PickleWriter() {}

    /** The pickle of a module; its parameters and then its buffers are stored under the keys 0, 1, 2, ... */
    static byte[] module(ScriptModule module) {
        PickleWriter writer = new PickleWriter();
        writer.op(Opcode.PROTOCOL);
        writer.bytes.write(2);
        writer.global("__torch__", module.className());
        writer.op(Opcode.EMPTY_TUPLE);
        writer.op(Opcode.NEW_OBJECT);
        writer.op(Opcode.EMPTY_DICTIONARY);
        writer.op(Opcode.MARK);
        writer.text("training");
        writer.op(Opcode.TRUE);
        writer.tensors(module.parameters(), 0, true);
        writer.tensors(module.buffers(), module.parameters().names().size(), false);
        writer.op(Opcode.SET_ITEMS);
        writer.op(Opcode.BUILD);
        writer.op(Opcode.STOP);
        return writer.bytes.toByteArray();
    }

    private void tensors(Weights weights, int firstKey, boolean trained) {
        int key = firstKey;
        for (Map.Entry<String, Tensor> tensor : weights.tensors().entrySet()) {
            text(tensor.getKey());
            tensor(key++, tensor.getValue().shape(), trained);
        }
    }

    /** {@code torch._utils._rebuild_tensor_v2(storage, 0, shape, strides, requires_grad, OrderedDict())}. */
    private void tensor(int key, List<Integer> shape, boolean trained) {
        global("torch._utils", "_rebuild_tensor_v2");
        op(Opcode.MARK);
        storage(key, Math.toIntExact(Tensor.size(shape)));
        integer(0);
        integers(shape);
        integers(Tensor.strides(shape));
        op(trained ? Opcode.TRUE : Opcode.FALSE);
        global("collections", "OrderedDict");
        op(Opcode.EMPTY_TUPLE);
        op(Opcode.REDUCE);
        op(Opcode.TUPLE);
        op(Opcode.REDUCE);
    }

    private void storage(int key, int size) {
        op(Opcode.MARK);
        text("storage");
        global("torch", "FloatStorage");
        text(Integer.toString(key));
        text("cpu");
        integer(size);
        op(Opcode.TUPLE);
        op(Opcode.PERSISTENT_ID);
    }

    private void integers(List<Integer> values) {
        op(Opcode.MARK);
        values.forEach(this::integer);
        op(Opcode.TUPLE);
    }

    private void global(String moduleName, String name) {
        op(Opcode.GLOBAL);
        raw(moduleName + "\n" + name + "\n");
    }

    private void text(String text) {
        op(Opcode.TEXT);
        littleEndian(text.getBytes(StandardCharsets.UTF_8).length);
        raw(text);
    }

    private void integer(int value) {
        op(Opcode.INTEGER);
        littleEndian(value);
    }

    private void littleEndian(int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private void raw(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void op(Opcode opcode) {
        bytes.write(opcode.code);
    }
}
