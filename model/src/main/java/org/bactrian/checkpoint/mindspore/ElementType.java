package org.bactrian.checkpoint.mindspore;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** How one value of a tensor is stored: the floating-point types of a checkpoint, little endian. */
enum ElementType {
    FLOAT32("Float32", 4) {
        @Override
        float at(ByteBuffer content, int index) {
            return content.getFloat(index * bytes());
        }
    },
    FLOAT64("Float64", 8) {
        @Override
        float at(ByteBuffer content, int index) {
            return (float) content.getDouble(index * bytes());
        }
    },
    FLOAT16("Float16", 2) {
        @Override
        float at(ByteBuffer content, int index) {
            return half(content.getShort(index * bytes()));
        }
    },
    BFLOAT16("BFloat16", 2) {
        @Override
        float at(ByteBuffer content, int index) {
            return Float.intBitsToFloat(content.getShort(index * bytes()) << 16);
        }
    };

    private final String title;
    private final int bytes;

    ElementType(String title, int bytes) {
        this.title = title;
        this.bytes = bytes;
    }

    /** The type that a checkpoint calls so; empty for whole numbers and texts, which no network's weights are. */
    static Optional<ElementType> named(String title) {
        return Arrays.stream(values()).filter(type -> type.title.equals(title)).findFirst();
    }

    /** What a checkpoint calls the type. */
    String title() {
        return title;
    }

    int bytes() {
        return bytes;
    }

    abstract float at(ByteBuffer content, int index);

    /** All values of a tensor. */
    float[] values(ByteString content) {
        ByteBuffer numbers = content.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[content.size() / bytes];
        for (int i = 0; i < values.length; i++) {
            values[i] = at(numbers, i);
        }
        return values;
    }

    /** IEEE 754 binary16; what is too small for a normal number counts in steps of two to the minus 24. */
    private static float half(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude =
                switch (exponent) {
                    case 0 -> fraction * 0x1p-24f;
                    case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                    default -> Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
                };
        return bits < 0 ? -magnitude : magnitude;
    }
}
