package org.bactrian.checkpoint.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Python's {@code bytes}: a part of the pickle, not copied. */
public final class PickledBytes {

    private final ByteBuffer bytes;

    PickledBytes(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** The bytes of a text whose characters are bytes, as older protocols write them. */
    static PickledBytes latin1(String text) {
        return new PickledBytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    int length() {
        return bytes.remaining();
    }

    /** A view for reading numbers. */
    ByteBuffer buffer(ByteOrder order) {
        return bytes.slice().order(order);
    }
}
