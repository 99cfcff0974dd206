package org.bactrian.unet.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Buffers outside the heap, lent to one call at a time. For several threads. */
final class BufferPool {

    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /** A buffer of exactly this size, in the processor's byte order. */
    ByteBuffer borrow(int bytes) {
        ByteBuffer buffer = free.poll();
        if (buffer == null || buffer.capacity() != bytes) {
            buffer = ByteBuffer.allocateDirect(bytes);
        }
        return buffer.clear().order(ByteOrder.nativeOrder());
    }

    void giveBack(ByteBuffer buffer) {
        free.add(buffer);
    }
}
