package org.bactrian.checkpoint.pickle;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.volume.BadCaseException;

/** The machine that pickles of protocols 0 to 5 are programs for. */
public final class PickleReader {

    /** Real checkpoints take some hundred thousand. */
    private static final int MOST_INSTRUCTIONS = 2_000_000;

    /**
     * What functions may be given in all, in characters, bytes and entries: a pickle that hands the same large value to one
     * function after another would otherwise take memory without end.
     */
    private static final long MOST_GIVEN = 1 << 24;

    private static final int STOP = '.';

    private final PickleInput input;
    private final PickleStack stack;
    private long given;
    private final Map<Integer, Runnable> operations = new LinkedHashMap<>();

    private PickleReader(PickleInput input) {
        this.input = input;
        this.stack = new PickleStack(input);
        addFraming();
        addNumbers();
        addTexts();
        addCollections();
        addDictionaries();
        addMemory();
        addCalls();
    }

    /**
     * Reads one pickle; what follows it in the buffer is left there.
     *
     * @param source names the file in refusals
     * @throws BadCaseException when it is cut off, names what is not allowed, or is no pickle
     */
    public static Object read(String source, ByteBuffer bytes) {
        PickleInput input = new PickleInput(source, bytes);
        try {
            return new PickleReader(input).run();
        } catch (BufferUnderflowException cut) {
            throw input.bad("end", "reached within an instruction", "a complete pickle")
                    .because(cut);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw input.bad("byte " + input.position(), String.valueOf(wrong.getMessage()), "what its functions take")
                    .because(wrong);
        }
    }

    private Object run() {
        for (int count = 0; count < MOST_INSTRUCTIONS; count++) {
            int code = input.unsignedByte();
            if (code == STOP) {
                return stack.pop();
            }
            Optional.ofNullable(operations.get(code))
                    .orElseThrow(() -> input.bad(
                            "instruction at byte " + (input.position() - 1), code, "one that plain data needs"))
                    .run();
        }
        throw input.bad("instructions", "more than " + MOST_INSTRUCTIONS, "fewer");
    }

    private void op(int code, Runnable operation) {
        operations.put(code, operation);
    }

    private void addFraming() {
        op(0x80, input::unsignedByte);
        op(0x95, input::longInteger);
        op('0', stack::pop);
        op('1', stack::popToMark);
        op('2', () -> stack.push(stack.top()));
        op('(', stack::mark);
    }

    private void addNumbers() {
        op('N', () -> stack.push(Nothing.NONE));
        op(0x88, () -> stack.push(true));
        op(0x89, () -> stack.push(false));
        op('J', () -> stack.push((long) input.integer()));
        op('K', () -> stack.push((long) input.unsignedByte()));
        op('M', () -> stack.push((long) input.unsignedShort()));
        op('G', () -> stack.push(input.bigEndianDouble()));
        op('F', () -> stack.push(Double.parseDouble(input.numberLine())));
        op('I', () -> stack.push(integerOrTruth(input.numberLine())));
        op(
                'L',
                () -> stack.push(
                        PickleInput.plain(new BigInteger(input.numberLine().replaceFirst("L$", "")))));
        op(0x8a, () -> stack.push(input.number(input.unsignedByte())));
        op(0x8b, () -> stack.push(input.number(input.unsignedInteger())));
    }

    private static Object integerOrTruth(String line) {
        return switch (line) {
            case "00" -> false;
            case "01" -> true;
            default -> PickleInput.plain(new BigInteger(line));
        };
    }

    private void addTexts() {
        op('X', () -> stack.push(input.text(input.unsignedInteger())));
        op(0x8c, () -> stack.push(input.text(input.unsignedByte())));
        op(0x8d, () -> stack.push(input.text(input.longInteger())));
        op('T', () -> stack.push(input.latin1(input.unsignedInteger())));
        op('U', () -> stack.push(input.latin1(input.unsignedByte())));
        op('V', () -> stack.push(input.line()));
        op('S', () -> stack.push(QuotedText.unquoted(input.line())));
        op('B', () -> stack.push(input.content(input.unsignedInteger())));
        op('C', () -> stack.push(input.content(input.unsignedByte())));
        op(0x8e, () -> stack.push(input.content(input.longInteger())));
        op(0x96, () -> stack.push(input.content(input.longInteger())));
    }

    private void addCollections() {
        op(')', () -> stack.push(List.of()));
        op('t', () -> stack.push(stack.popToMark()));
        op(0x85, () -> stack.push(last(1)));
        op(0x86, () -> stack.push(last(2)));
        op(0x87, () -> stack.push(last(3)));
        op(']', () -> stack.push(new PickledList()));
        op('l', () -> stack.push(new PickledList(stack.popToMark())));
        op(0x8f, () -> stack.push(new PickledList()));
        op(0x91, () -> stack.push(stack.popToMark()));
        op('a', () -> {
            Object item = stack.pop();
            stack.top(PickledList.class).add(item);
        });
        op('e', this::extend);
        op(0x90, this::extend);
    }

    private void extend() {
        List<Object> items = stack.popToMark();
        stack.top(PickledList.class).addAll(items);
    }

    private List<Object> last(int count) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(0, stack.pop());
        }
        return items;
    }

    private void addDictionaries() {
        op('}', () -> stack.push(new PickledMap()));
        op('d', () -> {
            PickledMap map = new PickledMap();
            map.putAll(stack.popToMark());
            stack.push(map);
        });
        op('s', () -> {
            List<Object> pair = last(2);
            stack.top(PickledMap.class).putAll(pair);
        });
        op('u', () -> {
            List<Object> items = stack.popToMark();
            stack.top(PickledMap.class).putAll(items);
        });
    }

    private void addMemory() {
        op('p', () -> stack.remember(Long.parseLong(input.line())));
        op('q', () -> stack.remember(input.unsignedByte()));
        op('r', () -> stack.remember(input.unsignedInteger()));
        op(0x94, stack::rememberNext);
        op('g', () -> stack.recall(Long.parseLong(input.line())));
        op('h', () -> stack.recall(input.unsignedByte()));
        op('j', () -> stack.recall(input.unsignedInteger()));
    }

    private void addCalls() {
        op('c', () -> stack.push(named(input.line(), input.line())));
        op(0x93, () -> {
            String name = stack.pop(String.class);
            stack.push(named(stack.pop(String.class), name));
        });
        op('R', this::call);
        op(0x81, this::call);
        op('b', () -> {
            Object state = stack.pop();
            count(state instanceof List<?> values ? values : List.of());
            PickledState.give(stack.top(), state);
        });
        op('Q', () -> stack.push(Storage.of(stack.popList())));
    }

    private void call() {
        List<Object> arguments = new ArrayList<>(stack.popList());
        count(arguments);
        stack.push(stack.pop(PickleName.class).call().apply(arguments));
    }

    private void count(List<?> arguments) {
        for (Object argument : arguments) {
            given += 1 + extent(argument);
        }
        if (given > MOST_GIVEN) {
            throw input.bad("arguments", "more than " + MOST_GIVEN + " bytes and entries", "fewer");
        }
    }

    private static int extent(Object value) {
        if (value instanceof PickledBytes bytes) {
            return bytes.length();
        }
        if (value instanceof String text) {
            return text.length();
        }
        return value instanceof List<?> list ? list.size() : 0;
    }

    private PickleName named(String moduleName, String name) {
        return KnownNames.find(moduleName, name)
                .orElseThrow(() -> input.bad(
                        "name", moduleName + "." + name, "one that checkpoints and plans need; nothing of it was run"));
    }
}
