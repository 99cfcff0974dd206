package org.bactrian.checkpoint.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bactrian.numeric.spline.Half;

/** What one element of a numpy array is: a number, a truth value, or an object. Pickles tell the byte order late. */
final class NumpyType {

    private static final List<String> KNOWN =
            List.of("f8", "f4", "f2", "i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1", "b1", "O8");

    private final char kind;
    private final int bytes;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private NumpyType(char kind, int bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** A type by the text numpy makes one of, such as {@code f8} or {@code <i4}. */
    static NumpyType of(Object text) {
        String code = String.valueOf(text).replaceFirst("^[<>|=]", "");
        if (!KNOWN.contains(code)) {
            throw new IllegalArgumentException("numpy.dtype('%s') is not one of %s".formatted(code, KNOWN));
        }
        return new NumpyType(code.charAt(0), code.charAt(1) - '0');
    }

    int bytes() {
        return bytes;
    }

    ByteOrder order() {
        return order;
    }

    void finish(String byteOrder) {
        order = byteOrder.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** One element. */
    Object at(ByteBuffer content, int index) {
        int at = Math.multiplyExact(index, bytes);
        return switch (kind) {
            case 'b' -> content.get(at) != 0;
            case 'f' -> floating(content, at);
            case 'i' -> whole(content, at);
            case 'u' -> bytes == Long.BYTES ? whole(content, at) : whole(content, at) & ((1L << (8 * bytes)) - 1);
            default -> throw new IllegalArgumentException("objects have no bytes");
        };
    }

    private double floating(ByteBuffer content, int at) {
        return switch (bytes) {
            case 8 -> content.getDouble(at);
            case 4 -> content.getFloat(at);
            default -> Half.toFloat(content.getShort(at));
        };
    }

    private long whole(ByteBuffer content, int at) {
        return switch (bytes) {
            case 8 -> content.getLong(at);
            case 4 -> content.getInt(at);
            case 2 -> content.getShort(at);
            default -> content.get(at);
        };
    }
}
