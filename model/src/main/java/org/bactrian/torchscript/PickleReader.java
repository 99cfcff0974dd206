package org.bactrian.torchscript;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bactrian.volume.BadCaseException;

/**
 * Reads back what {@link PickleWriter} writes. A pickle is a program for a small stack machine; this one knows only the
 * operations in {@link Opcode} and only the names in {@link #ALLOWED}, makes no object of any class that a file names,
 * and copies nothing whose length the file merely claims.
 */
final class PickleReader {

    /** The class of the module and the state of its instance: texts, booleans and {@link TensorEntry}s by name. */
    record Instance(String className, Map<String, Object> state) {}

    /** Where the values of a tensor lie: the whole of the archive's entry {@code data/KEY}. */
    record TensorEntry(String key, List<Integer> shape, boolean trained) {}

    private record Global(String moduleName, String name) {}

    private record Storage(String key, long size) {}

    private record Dictionary(Map<String, Object> entries) {}

    private static final Global TENSOR = new Global("torch._utils", "_rebuild_tensor_v2");
    private static final Global FLOATS = new Global("torch", "FloatStorage");
    private static final Global HOOKS = new Global("collections", "OrderedDict");
    private static final List<Global> ALLOWED = List.of(TENSOR, FLOATS, HOOKS);
    private static final Object MARKER = new Object();

    private final String source;
    private final ByteBuffer input;
    private final Deque<Object> stack = new ArrayDeque<>();

    private PickleReader(String source, byte[] bytes) {
        this.source = source;
        this.input = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The instance a pickle describes; a {@link BadCaseException} naming {@code source} if it is anything else. */
    static Instance read(String source, byte[] bytes) {
        PickleReader reader = new PickleReader(source, bytes);
        try {
            return reader.run();
        } catch (BufferUnderflowException e) {
            throw reader.bad("end", "reached within an instruction", "a complete pickle")
                    .because(e);
        }
    }

    private Instance run() {
        while (true) {
            int at = input.position();
            int code = input.get() & 0xff;
            Opcode opcode = Opcode.of(code)
                    .orElseThrow(() -> bad("instruction at byte " + at, code, "one that a TorchScript module needs"));
            if (opcode == Opcode.STOP) {
                return pop(Instance.class);
            }
            execute(opcode);
        }
    }

    private void execute(Opcode opcode) {
        switch (opcode) {
            case PROTOCOL -> protocol();
            case GLOBAL -> stack.push(global());
            case EMPTY_TUPLE -> stack.push(List.of());
            case NEW_OBJECT -> newObject();
            case EMPTY_DICTIONARY -> stack.push(new Dictionary(Map.of()));
            case MARK -> stack.push(MARKER);
            case TEXT -> stack.push(text(input.getInt()));
            case INTEGER -> stack.push(input.getInt());
            case TRUE -> stack.push(true);
            case FALSE -> stack.push(false);
            case TUPLE -> stack.push(List.copyOf(popToMarker()));
            case PERSISTENT_ID -> storage();
            case REDUCE -> reduce();
            case SET_ITEMS -> setItems();
            case BUILD -> build();
            case STOP -> throw new AssertionError("handled by run");
        }
    }

    private void protocol() {
        int version = input.get();
        if (version != 2) {
            throw bad("protocol", version, "2");
        }
    }

    private Global global() {
        return new Global(line(), line());
    }

    private void newObject() {
        pop(List.class);
        Global type = pop(Global.class);
        if (!type.moduleName().equals("__torch__")) {
            throw bad("class", type.moduleName() + "." + type.name(), "a class of the archive's own code");
        }
        stack.push(new Instance(type.name(), Map.of()));
    }

    private void storage() {
        List<?> id = pop(List.class);
        if (id.size() == 5
                && id.get(0).equals("storage")
                && id.get(1).equals(FLOATS)
                && id.get(2) instanceof String key
                && id.get(4) instanceof Integer size) {
            stack.push(new Storage(key, size));
        } else {
            throw bad("storage", id.size() + " values", "a storage of 32-bit floats");
        }
    }

    private void reduce() {
        List<?> arguments = pop(List.class);
        Global function = pop(Global.class);
        if (function.equals(TENSOR)) {
            stack.push(tensor(arguments));
        } else if (function.equals(HOOKS) && arguments.isEmpty()) {
            stack.push(new Dictionary(Map.of()));
        } else {
            throw bad("function", function.moduleName() + "." + function.name(), "one of " + ALLOWED);
        }
    }

    private TensorEntry tensor(List<?> arguments) {
        if (arguments.size() == 6
                && arguments.get(0) instanceof Storage storage
                && arguments.get(2) instanceof List<?> sizes
                && arguments.get(4) instanceof Boolean trained) {
            List<Integer> shape = shape(sizes);
            boolean whole = arguments.get(1).equals(0)
                    && size(shape) == storage.size()
                    && arguments.get(3).equals(Tensor.strides(shape));
            if (whole) {
                return new TensorEntry(storage.key(), shape, trained);
            }
        }
        throw bad("tensor", "another one", "a contiguous tensor over the whole of its storage");
    }

    private List<Integer> shape(List<?> sizes) {
        List<Integer> shape = new ArrayList<>();
        for (Object length : sizes) {
            if (!(length instanceof Integer positive && positive > 0)) {
                throw bad("shape", "another one", "positive lengths");
            }
            shape.add(positive);
        }
        return shape;
    }

    private long size(List<Integer> shape) {
        try {
            return Tensor.size(shape);
        } catch (ArithmeticException e) {
            throw bad("shape", shape, "fewer than 2^63 values").because(e);
        }
    }

    private void setItems() {
        List<Object> items = popToMarker();
        pop(Dictionary.class);
        if (items.size() % 2 != 0) {
            throw bad("dictionary", items.size() + " items", "pairs of name and value");
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i += 2) {
            if (!(items.get(i) instanceof String name) || entries.put(name, items.get(i + 1)) != null) {
                throw bad("name", "repeated or no text", "a text that was not used before");
            }
        }
        stack.push(new Dictionary(entries));
    }

    private void build() {
        Dictionary state = pop(Dictionary.class);
        Instance instance = pop(Instance.class);
        stack.push(new Instance(instance.className(), state.entries()));
    }

    private List<Object> popToMarker() {
        List<Object> items = new ArrayList<>();
        Object top = pop(Object.class);
        while (top != MARKER) {
            items.add(top);
            top = pop(Object.class);
        }
        Collections.reverse(items);
        return items;
    }

    private <T> T pop(Class<T> type) {
        Object top = stack.poll();
        if (!type.isInstance(top)) {
            String found = top == null ? "missing" : top.getClass().getSimpleName();
            throw bad("value at byte " + input.position(), found, type.getSimpleName());
        }
        return type.cast(top);
    }

    private String text(int length) {
        if (length < 0 || length > input.remaining()) {
            throw bad("text length", length, "at most the %d bytes that follow".formatted(input.remaining()));
        }
        byte[] bytes = new byte[length];
        input.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() {
        int start = input.position();
        int length = 0;
        while (input.get() != '\n') {
            length++;
        }
        return new String(input.array(), start, length, StandardCharsets.UTF_8);
    }

    private BadCaseException bad(String field, Object value, String expected) {
        return BadCaseException.of(source, "data.pkl: " + field, value, expected);
    }
}
