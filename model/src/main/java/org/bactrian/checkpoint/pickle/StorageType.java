package org.bactrian.checkpoint.pickle;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bactrian.numeric.spline.Half;

/** What a storage of torch's holds; the names are those of its classes. */
public enum StorageType {
    FLOAT("FloatStorage", 4),
    DOUBLE("DoubleStorage", 8),
    HALF("HalfStorage", 2),
    BFLOAT16("BFloat16Storage", 2),
    LONG("LongStorage", 8),
    INT("IntStorage", 4),
    SHORT("ShortStorage", 2),
    CHAR("CharStorage", 1),
    BYTE("ByteStorage", 1),
    BOOL("BoolStorage", 1);

    private final String className;
    private final int bytes;

    StorageType(String className, int bytes) {
        this.className = className;
        this.bytes = bytes;
    }

    static Optional<StorageType> named(String className) {
        return Arrays.stream(values())
                .filter(type -> type.className.equals(className))
                .findFirst();
    }

    String className() {
        return className;
    }

    /** The bytes of an element. */
    public int bytes() {
        return bytes;
    }

    /** Elements that follow each other, as floats, as many as there is room for. */
    public void read(ByteBuffer content, int first, float[] to) {
        if (this == FLOAT) {
            content.asFloatBuffer().position(first).get(to);
            return;
        }
        for (int i = 0; i < to.length; i++) {
            to[i] = at(content, first + i);
        }
    }

    /** One element, little endian as the buffer says, as a float. */
    public float at(ByteBuffer content, int index) {
        int at = index * bytes;
        return switch (this) {
            case FLOAT -> content.getFloat(at);
            case DOUBLE -> (float) content.getDouble(at);
            case HALF -> Half.toFloat(content.getShort(at));
            case BFLOAT16 -> Float.intBitsToFloat(content.getShort(at) << 16);
            case LONG -> content.getLong(at);
            case INT -> content.getInt(at);
            case SHORT -> content.getShort(at);
            case CHAR -> content.get(at);
            case BYTE, BOOL -> content.get(at) & 0xff;
        };
    }
}
