package org.bactrian.checkpoint.pickle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** An array of numpy's: its lengths, last axis fastest, and all elements in order. Pickles fill it after making it. */
public final class NumpyArray {

    private List<Integer> shape;
    private List<Object> values;

    private NumpyArray(List<Integer> shape, List<Object> values) {
        this.shape = List.copyOf(shape);
        this.values = List.copyOf(values);
    }

    static NumpyArray unfinished() {
        return new NumpyArray(List.of(0), List.of());
    }

    public List<Integer> shape() {
        return shape;
    }

    public List<Object> values() {
        return values;
    }

    /** Takes the state: version, shape, type, whether the first axis is fastest, content. */
    void finish(List<?> state) {
        if (!(state.get(1) instanceof List<?> lengths)
                || !(state.get(2) instanceof NumpyType type)
                || !(state.get(3) instanceof Boolean firstAxisFastest)) {
            throw new IllegalArgumentException("an array's state is shape, type, order and content");
        }
        if (firstAxisFastest && lengths.size() > 1) {
            throw new IllegalArgumentException("an array's first axis is fastest");
        }
        NumpyArray finished = of(lengths, type, state.get(4));
        shape = finished.shape;
        values = finished.values;
    }

    /** An array over content: bytes, a text of bytes, or a list of objects. */
    static NumpyArray of(List<?> shape, NumpyType type, Object content) {
        List<Integer> lengths = new ArrayList<>();
        long count = 1;
        for (Object length : shape) {
            int whole = Math.toIntExact(((Number) length).longValue());
            lengths.add(whole);
            count = Math.multiplyExact(count, whole);
        }
        List<Object> values =
                content instanceof List<?> objects ? new ArrayList<>(objects) : numbers(type, content, count);
        if (values.size() != count) {
            throw new IllegalArgumentException(
                    "an array of shape %s has %d elements".formatted(lengths, values.size()));
        }
        return new NumpyArray(lengths, values);
    }

    private static List<Object> numbers(NumpyType type, Object content, long count) {
        PickledBytes bytes = bytes(content);
        if (bytes.length() != Math.multiplyExact(count, type.bytes())) {
            throw new IllegalArgumentException("an array of %d elements has %d bytes".formatted(count, bytes.length()));
        }
        ByteBuffer buffer = bytes.buffer(type.order());
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(type.at(buffer, i));
        }
        return values;
    }

    /** A single element. */
    static Object scalar(NumpyType type, Object content) {
        PickledBytes bytes = bytes(content);
        if (bytes.length() != type.bytes()) {
            throw new IllegalArgumentException("a number of %d bytes has %d".formatted(type.bytes(), bytes.length()));
        }
        return type.at(bytes.buffer(type.order()), 0);
    }

    private static PickledBytes bytes(Object content) {
        return content instanceof PickledBytes bytes ? bytes : PickledBytes.latin1((String) content);
    }
}
