package org.bactrian.nifti;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How one number is stored: the data types of NIfTI that hold one real number. */
public enum VoxelType {
    UINT8(2, 1),
    INT16(4, 2),
    INT32(8, 4),
    FLOAT32(16, 4),
    FLOAT64(64, 8),
    INT8(256, 1),
    UINT16(512, 2),
    UINT32(768, 4),
    INT64(1024, 8),
    UINT64(1280, 8);

    private final int code;
    private final int bytes;

    VoxelType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The type with a code of the standard; empty for codes of types that hold no single real number. */
    static Optional<VoxelType> ofCode(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /** All types with their codes, for a message. */
    static String known() {
        return Arrays.stream(values())
                .map(type -> type + " (" + type.code + ")")
                .collect(Collectors.joining(", "));
    }

    /** The code in the field {@code datatype}. */
    public int code() {
        return code;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** The number at a position; integers above 2^53 are rounded to the nearest double. */
    double read(ByteBuffer from, int at) {
        return switch (this) {
            case UINT8 -> from.get(at) & 0xff;
            case INT8 -> from.get(at);
            case INT16 -> from.getShort(at);
            case UINT16 -> from.getShort(at) & 0xffff;
            case INT32 -> from.getInt(at);
            case UINT32 -> from.getInt(at) & 0xffff_ffffL;
            case INT64 -> from.getLong(at);
            case UINT64 -> unsigned(from.getLong(at));
            case FLOAT32 -> from.getFloat(at);
            case FLOAT64 -> from.getDouble(at);
        };
    }

    /** Stores a number that this type can hold. */
    void write(ByteBuffer to, int at, double value) {
        switch (this) {
            case UINT8, INT8 -> to.put(at, (byte) (int) value);
            case INT16, UINT16 -> to.putShort(at, (short) (int) value);
            case INT32, UINT32 -> to.putInt(at, (int) (long) value);
            case INT64, UINT64 -> to.putLong(at, (long) value);
            case FLOAT32 -> to.putFloat(at, (float) value);
            case FLOAT64 -> to.putDouble(at, value);
        }
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }

    /** The name as people write it: {@code uint8}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
