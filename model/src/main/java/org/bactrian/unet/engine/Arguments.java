package org.bactrian.unet.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of one call into the engine. Arrays are copied once, into buffers outside the heap that the engine reads
 * in place; the buffers are used again by later calls, since the garbage collector is slow to free such memory.
 */
public final class Arguments {

    private final NDManager scope;
    private final BufferPool pool;
    private final NDList list = new NDList();
    private final List<ByteBuffer> borrowed = new ArrayList<>();

    Arguments(NDManager scope, BufferPool pool) {
        this.scope = scope;
        this.pool = pool;
    }

    /** Adds a tensor of 32-bit numbers. The array is not modified. */
    public void floats(float[] values, Shape shape) {
        ByteBuffer buffer = borrow((long) values.length * Float.BYTES);
        buffer.asFloatBuffer().put(values);
        list.add(scope.create(buffer, shape, DataType.FLOAT32));
    }

    /** Adds a tensor of unsigned bytes. The array is not modified. */
    public void unsignedBytes(byte[] values, Shape shape) {
        ByteBuffer buffer = borrow(values.length);
        buffer.duplicate().put(values);
        list.add(scope.create(buffer, shape, DataType.UINT8));
    }

    /** Adds a number. */
    public void number(double value) {
        list.add(scope.create((float) value));
    }

    /** All of them, and the name of the method to call with them, which the engine takes as a last, extra argument. */
    NDList forMethod(String name) {
        NDArray marker = scope.create(0f);
        marker.setName("module_method:" + name);
        list.add(marker);
        return list;
    }

    /** All of them, for a method of a program of another make; to be closed. */
    IValue[] asValues() {
        return list.stream().map(array -> IValue.from((PtNDArray) array)).toArray(IValue[]::new);
    }

    /** Gives the buffers back; the arguments must not be used any more. */
    void release() {
        borrowed.forEach(pool::giveBack);
    }

    private ByteBuffer borrow(long bytes) {
        ByteBuffer buffer = pool.borrow(Math.toIntExact(bytes));
        borrowed.add(buffer);
        return buffer;
    }
}
