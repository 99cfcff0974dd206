package org.bactrian.torchscript;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations of Python's pickle machine that archives of ours consist of. */
enum Opcode {
    PROTOCOL(0x80),
    GLOBAL('c'),
    EMPTY_TUPLE(')'),
    NEW_OBJECT(0x81),
    EMPTY_DICTIONARY('}'),
    MARK('('),
    TEXT('X'),
    INTEGER('J'),
    TRUE(0x88),
    FALSE(0x89),
    TUPLE('t'),
    PERSISTENT_ID('Q'),
    REDUCE('R'),
    SET_ITEMS('u'),
    BUILD('b'),
    STOP('.');

    private static final Map<Integer, Opcode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(opcode -> opcode.code, Function.identity()));

    final int code;

    Opcode(int code) {
        this.code = code;
    }

    /** The operation with a code, where archives of ours use it. */
    static Optional<Opcode> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
