package org.bactrian.checkpoint.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes plain values as Python's {@code pickle.load} and {@code torch.load} read them: texts, whole numbers, floating-point
 * numbers, truth values, {@link Nothing}, lists, maps, and tensors whose numbers lie elsewhere. Protocol 2; nothing is
 * remembered, so that equal values give equal bytes.
 */
public final class PickleWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private PickleWriter() {}

    /**
     * The pickle of a value.
     *
     * @throws IllegalArgumentException when it holds something else than plain values
     */
    public static byte[] write(Object value) {
        PickleWriter writer = new PickleWriter();
        writer.op(0x80);
        writer.op(2);
        writer.value(value);
        writer.op('.');
        return writer.bytes.toByteArray();
    }

    private void value(Object value) {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Boolean truth) {
            op(truth ? 0x88 : 0x89);
        } else if (value instanceof Integer || value instanceof Long) {
            whole(((Number) value).longValue());
        } else if (value instanceof Double number) {
            op('G');
            bytes.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
        } else if (value == Nothing.NONE) {
            op('N');
        } else if (value instanceof List<?> list) {
            op(']');
            op('(');
            list.forEach(this::value);
            op('e');
        } else if (value instanceof Map<?, ?> map) {
            op('}');
            op('(');
            map.forEach((key, item) -> {
                value(key);
                value(item);
            });
            op('u');
        } else if (value instanceof StoredTensor tensor) {
            tensor(tensor);
        } else {
            throw new IllegalArgumentException("cannot pickle " + value.getClass());
        }
    }

    /** {@code torch._utils._rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, OrderedDict())}. */
    private void tensor(StoredTensor tensor) {
        global("torch._utils", "_rebuild_tensor_v2");
        op('(');
        storage(tensor.storage());
        value(tensor.offset());
        tuple(tensor.shape());
        tuple(tensor.strides());
        value(false);
        global("collections", "OrderedDict");
        op(')');
        op('R');
        op('t');
        op('R');
    }

    private void storage(Storage storage) {
        op('(');
        text("storage");
        global("torch", storage.type().className());
        text(storage.key());
        text("cpu");
        whole(storage.size());
        op('t');
        op('Q');
    }

    private void tuple(List<Integer> numbers) {
        op('(');
        numbers.forEach(this::value);
        op('t');
    }

    private void global(String moduleName, String name) {
        op('c');
        bytes.writeBytes((moduleName + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void text(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        op('X');
        littleEndian(content.length);
        bytes.writeBytes(content);
    }

    private void whole(long number) {
        if (number == (int) number) {
            op('J');
            littleEndian((int) number);
        } else {
            op(0x8a);
            op(Long.BYTES);
            littleEndian((int) number);
            littleEndian((int) (number >> Integer.SIZE));
        }
    }

    private void littleEndian(int number) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array());
    }

    private void op(int code) {
        bytes.write(code);
    }
}
