package org.bactrian.torchscript;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * Follows the pickle of a program that anybody may have written, before the engine does, for what it says of tensors. It
 * makes nothing of what the pickle describes: objects, lists and dictionaries are all the same to it. Operations and names
 * that {@code torch.jit.save} does not write are refused.
 */
final class ProgramPickle {

    private enum Thing {
        MARK,
        OBJECT,
        OTHER
    }

    private static final TensorClaims.Name TENSOR = new TensorClaims.Name("torch._utils", "_rebuild_tensor_v2");

    private static final Set<TensorClaims.Name> FUNCTIONS = Set.of(
            new TensorClaims.Name("collections", "OrderedDict"),
            new TensorClaims.Name("builtins", "complex"),
            new TensorClaims.Name("torch", "device"),
            new TensorClaims.Name("torch.jit._pickle", "restore_type_tag"),
            new TensorClaims.Name("torch.jit._pickle", "build_intlist"),
            new TensorClaims.Name("torch.jit._pickle", "build_tensorlist"),
            new TensorClaims.Name("torch.jit._pickle", "build_doublelist"),
            new TensorClaims.Name("torch.jit._pickle", "build_boollist"));

    private static final int STOP = '.';

    private final ByteBuffer input;
    private final TensorClaims claims;
    private final List<Object> stack = new ArrayList<>();
    private final List<Object> memory = new ArrayList<>();
    private final Nesting nesting = new Nesting();
    private final Map<Integer, Runnable> operations = new HashMap<>();

    private ProgramPickle(byte[] bytes, TensorClaims claims) {
        this.input = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.claims = claims;
        addValues();
        addCollections();
        addMemory();
        addCalls();
    }

    /**
     * Refuses a pickle that says of a tensor what the archive does not hold.
     *
     * @param source names the archive in refusals
     * @param pickle its name in the archive
     * @param bytesOf the size of the entry of a key, where there is one
     * @throws org.bactrian.volume.BadCaseException naming the entry
     */
    static void requireSound(String source, String pickle, byte[] bytes, Function<String, OptionalLong> bytesOf) {
        TensorClaims claims = new TensorClaims(source, pickle, bytesOf);
        try {
            new ProgramPickle(bytes, claims).run();
        } catch (BufferUnderflowException cut) {
            throw claims.bad("end", "reached within an instruction", "a complete pickle")
                    .because(cut);
        }
        claims.requireAll();
    }

    private void run() {
        for (int code = unsignedByte(); code != STOP; code = unsignedByte()) {
            int found = code;
            Optional.ofNullable(operations.get(code))
                    .orElseThrow(() -> claims.bad(
                            "instruction at byte " + (input.position() - 1), found, "one that torch.jit.save writes"))
                    .run();
        }
    }

    private void addValues() {
        operations.put(0x80, this::protocol);
        operations.put((int) 'N', () -> stack.add(Thing.OTHER));
        operations.put(0x88, () -> stack.add(Thing.OTHER));
        operations.put(0x89, () -> stack.add(Thing.OTHER));
        operations.put((int) 'J', () -> stack.add((long) input.getInt()));
        operations.put((int) 'K', () -> stack.add((long) unsignedByte()));
        operations.put((int) 'M', () -> stack.add((long) (input.getShort() & 0xffff)));
        operations.put(0x8a, this::longInteger);
        operations.put((int) 'G', () -> {
            input.getDouble();
            stack.add(Thing.OTHER);
        });
        operations.put((int) 'X', () -> stack.add(text(input.getInt())));
    }

    private void protocol() {
        int version = unsignedByte();
        if (version != 2) {
            throw claims.bad("protocol", version, "2");
        }
    }

    private void longInteger() {
        int length = unsignedByte();
        if (length != Long.BYTES) {
            throw claims.bad("number", length + " bytes", "8, as torch.jit.save writes");
        }
        stack.add(input.getLong());
    }

    private void addCollections() {
        operations.put((int) '(', () -> stack.add(Thing.MARK));
        operations.put((int) ')', () -> stack.add(List.of()));
        operations.put((int) 't', () -> tuple(popToMark()));
        operations.put(0x85, () -> tuple(pop(1)));
        operations.put(0x86, () -> tuple(pop(2)));
        operations.put(0x87, () -> tuple(pop(3)));
        operations.put((int) ']', () -> stack.add(nesting.empty()));
        operations.put((int) '}', () -> stack.add(nesting.empty()));
        operations.put((int) 'l', () -> collect(popToMark()));
        operations.put((int) 'd', () -> collect(popToMark()));
        operations.put((int) 'e', () -> addToTop(popToMark()));
        operations.put((int) 'u', () -> addToTop(popToMark()));
        operations.put((int) 'a', () -> addToTop(pop(1)));
        operations.put((int) 's', () -> addToTop(pop(2)));
    }

    private void tuple(List<Object> items) {
        put(items, items);
        stack.add(items);
    }

    /** A list, a dictionary or an object that holds values. */
    private void collect(List<?> items) {
        Object container = nesting.empty();
        put(container, items);
        stack.add(container);
    }

    private void addToTop(List<Object> items) {
        Object container = pop();
        if (!nesting.isContainer(container) || container instanceof List) {
            throw claims.bad("items at byte " + input.position(), "of something else", "of a list or a dictionary");
        }
        put(container, items);
        stack.add(container);
    }

    private void put(Object container, List<?> items) {
        if (!nesting.put(container, items)) {
            throw claims.bad("nesting at byte " + input.position(), "without end", "as deep as modules are");
        }
    }

    private void addMemory() {
        operations.put((int) 'q', () -> remember(unsignedByte()));
        operations.put((int) 'r', () -> remember(input.getInt()));
        operations.put((int) 'h', () -> recall(unsignedByte()));
        operations.put((int) 'j', () -> recall(input.getInt()));
    }

    /** Places follow each other: for any other one the engine would take memory up to there. */
    private void remember(int place) {
        if (place < 0 || place > memory.size()) {
            throw claims.bad("memory", place, "the next place, " + memory.size());
        }
        Object top = pop();
        stack.add(top);
        if (place == memory.size()) {
            memory.add(top);
        } else {
            memory.set(place, top);
        }
    }

    private void recall(int place) {
        if (place < 0 || place >= memory.size()) {
            throw claims.bad("memory", place, "a place that was written to");
        }
        stack.add(memory.get(place));
    }

    private void addCalls() {
        operations.put((int) 'c', () -> stack.add(new TensorClaims.Name(line(), line())));
        operations.put(0x81, () -> {
            pop(List.class);
            requireOfProgram(pop(TensorClaims.Name.class));
            stack.add(Thing.OBJECT);
        });
        operations.put((int) 'b', () -> {
            List<Object> state = pop(1);
            if (pop() != Thing.OBJECT) {
                throw claims.bad("state at byte " + input.position(), "of something else", "of an object");
            }
            collect(state);
        });
        operations.put((int) 'Q', () -> stack.add(claims.storage(pop(List.class))));
        operations.put((int) 'R', this::call);
    }

    private void call() {
        List<?> arguments = pop(List.class);
        TensorClaims.Name function = pop(TensorClaims.Name.class);
        if (function.equals(TENSOR)) {
            claims.requireTensor(arguments);
        } else if (!FUNCTIONS.contains(function)) {
            requireOfProgram(function);
        }
        collect(arguments);
    }

    private void requireOfProgram(TensorClaims.Name name) {
        if (!name.isOfProgram()) {
            throw claims.bad(
                    "name",
                    name.moduleName() + "." + name.name(),
                    "a class of the archive's own code, or what torch.jit.save names");
        }
    }

    private Object pop() {
        if (stack.isEmpty() || stack.get(stack.size() - 1) == Thing.MARK) {
            throw claims.bad("stack at byte " + input.position(), "empty", "a value");
        }
        return stack.remove(stack.size() - 1);
    }

    private <T> T pop(Class<T> type) {
        Object value = pop();
        if (!type.isInstance(value)) {
            throw claims.bad(
                    "value at byte " + input.position(), value.getClass().getSimpleName(), type.getSimpleName());
        }
        return type.cast(value);
    }

    private List<Object> pop(int count) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(0, pop());
        }
        return items;
    }

    private List<Object> popToMark() {
        int mark = stack.lastIndexOf(Thing.MARK);
        if (mark < 0) {
            throw claims.bad("mark at byte " + input.position(), "missing", "one");
        }
        List<Object> since = stack.subList(mark + 1, stack.size());
        List<Object> items = new ArrayList<>(since);
        since.clear();
        stack.remove(mark);
        return items;
    }

    private int unsignedByte() {
        return input.get() & 0xff;
    }

    private String text(int length) {
        if (length < 0 || length > input.remaining()) {
            throw claims.bad("text length", length, "at most the %d bytes that follow".formatted(input.remaining()));
        }
        String text = new String(input.array(), input.position(), length, StandardCharsets.UTF_8);
        input.position(input.position() + length);
        return text;
    }

    private String line() {
        int start = input.position();
        int length = 0;
        while (input.get() != '\n') {
            length++;
        }
        return new String(input.array(), start, length, StandardCharsets.UTF_8);
    }
}
