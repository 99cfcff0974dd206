package org.bactrian.checkpoint.pickle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bactrian.volume.BadCaseException;

/** The bytes of a pickle and the numbers and texts in them; lengths are checked before memory is taken. */
final class PickleInput {

    private static final int LONGEST_NUMBER = 64;

    private final String source;
    private final ByteBuffer bytes;

    PickleInput(String source, ByteBuffer bytes) {
        this.source = source;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    int unsignedByte() {
        return bytes.get() & 0xff;
    }

    int unsignedShort() {
        return bytes.getShort() & 0xffff;
    }

    int integer() {
        return bytes.getInt();
    }

    long unsignedInteger() {
        return bytes.getInt() & 0xffffffffL;
    }

    long longInteger() {
        return bytes.getLong();
    }

    double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(bytes.getLong()));
    }

    /** A number of so many bytes in two's complement, the lowest first. */
    Object number(long length) {
        if (length > LONGEST_NUMBER) {
            throw bad("number", length + " bytes", "at most " + LONGEST_NUMBER);
        }
        PickledBytes content = content(length);
        byte[] highestFirst = new byte[content.length() + 1];
        ByteBuffer lowestFirst = content.buffer(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < content.length(); i++) {
            highestFirst[content.length() - i] = lowestFirst.get(i);
        }
        highestFirst[0] = (byte) (content.length() > 0 && highestFirst[1] < 0 ? -1 : 0);
        return plain(new BigInteger(highestFirst));
    }

    /** A long where it fits. */
    static Object plain(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    String text(long length) {
        PickledBytes content = content(length);
        return StandardCharsets.UTF_8
                .decode(content.buffer(ByteOrder.LITTLE_ENDIAN))
                .toString();
    }

    String latin1(long length) {
        PickledBytes content = content(length);
        return StandardCharsets.ISO_8859_1
                .decode(content.buffer(ByteOrder.LITTLE_ENDIAN))
                .toString();
    }

    PickledBytes content(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw bad("length", length, "at most the %d bytes that follow".formatted(bytes.remaining()));
        }
        PickledBytes content = new PickledBytes(bytes.slice(bytes.position(), (int) length));
        bytes.position(bytes.position() + (int) length);
        return content;
    }

    /** The rest of a line, without its end. */
    String line() {
        int start = bytes.position();
        int length = 0;
        while (bytes.get() != '\n') {
            length++;
        }
        bytes.position(start);
        String line = text(length);
        bytes.get();
        return line;
    }

    /** A line that holds a number. */
    String numberLine() {
        String line = line();
        if (line.length() > LONGEST_NUMBER) {
            throw bad("number", line.length() + " digits", "at most " + LONGEST_NUMBER);
        }
        return line;
    }

    BadCaseException bad(String field, Object value, String expected) {
        return BadCaseException.of(source, "pickle: " + field, value, expected);
    }
}
