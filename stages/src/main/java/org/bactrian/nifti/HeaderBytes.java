package org.bactrian.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a header, and its fields as numbers. */
final class HeaderBytes {

    private final NiftiVersion version;
    private final ByteBuffer bytes;

    HeaderBytes(NiftiVersion version, ByteBuffer bytes) {
        this.version = version;
        this.bytes = bytes;
    }

    /** A header of zeros but for its own size and the magic of a single file. */
    static HeaderBytes blank(NiftiVersion version, ByteOrder order) {
        ByteBuffer bytes = ByteBuffer.allocate(version.headerBytes()).order(order);
        bytes.putInt(0, version.headerBytes());
        bytes.put(version.magicAt(), version.magic());
        return new HeaderBytes(version, bytes);
    }

    NiftiVersion version() {
        return version;
    }

    ByteOrder order() {
        return bytes.order();
    }

    double get(Field field) {
        return get(field, 0);
    }

    double get(Field field, int index) {
        VoxelType type = field.type(version);
        return type.read(bytes, field.at(version) + index * type.bytes());
    }

    void put(Field field, double value) {
        put(field, 0, value);
    }

    void put(Field field, int index, double value) {
        VoxelType type = field.type(version);
        type.write(bytes, field.at(version) + index * type.bytes(), value);
    }

    /** Takes over a field from a header of the same version and byte order, bit for bit. */
    void copy(Field field, HeaderBytes from) {
        bytes.put(field.at(version), from.bytes, field.at(version), field.bytes(version));
    }

    /** Whether the bytes at the place of the magic are these. */
    boolean hasMagic(byte[] magic) {
        return bytes.slice(version.magicAt(), magic.length).equals(ByteBuffer.wrap(magic));
    }

    /** A copy of all bytes. */
    byte[] toArray() {
        byte[] copy = new byte[version.headerBytes()];
        bytes.get(0, copy);
        return copy;
    }
}
