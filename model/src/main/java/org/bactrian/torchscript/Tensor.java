package org.bactrian.torchscript;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A float32 array and its shape, last axis fastest: what a {@code torch.FloatTensor} holds when it is contiguous. The
 * array is shared, not copied; only its maker may write to it.
 */
public final class Tensor {

    private final List<Integer> shape;
    private final float[] values;

    /** A tensor over an array that has exactly as many values as the shape asks for. */
    public Tensor(List<Integer> shape, float[] values) {
        this.shape = List.copyOf(shape);
        this.values = values;
        if (size(this.shape) != values.length) {
            throw new IllegalArgumentException("a tensor of shape %s needs %d values, got %d"
                    .formatted(this.shape, size(this.shape), values.length));
        }
    }

    /** A tensor of zeros. */
    public static Tensor zeros(List<Integer> shape) {
        return new Tensor(shape, new float[Math.toIntExact(size(shape))]);
    }

    /** The number of values a shape asks for; a long, since shapes come from files. */
    public static long size(List<Integer> shape) {
        long size = 1;
        for (int length : shape) {
            if (length < 1) {
                throw new IllegalArgumentException("a tensor has at least one value along each axis, got " + shape);
            }
            size = Math.multiplyExact(size, (long) length);
        }
        return size;
    }

    public List<Integer> shape() {
        return shape;
    }

    /** The values, last axis fastest; shared. */
    public float[] values() {
        return values;
    }

    /** How many values lie between neighbours along each axis. */
    public List<Integer> strides() {
        return strides(shape);
    }

    /** The strides of a shape whose last axis is fastest. */
    static List<Integer> strides(List<Integer> shape) {
        List<Integer> strides = new ArrayList<>();
        int stride = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            strides.add(0, stride);
            stride *= shape.get(axis);
        }
        return strides;
    }

    /** The values as bytes, four each. */
    public byte[] littleEndian() {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
