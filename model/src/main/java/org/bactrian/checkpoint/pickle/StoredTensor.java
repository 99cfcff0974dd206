package org.bactrian.checkpoint.pickle;

import java.util.ArrayList;
import java.util.List;

/**
 * A tensor whose numbers lie in a storage.
 *
 * @param storage where
 * @param offset the first element
 * @param shape its lengths
 * @param strides how many elements lie between neighbours along each axis
 */
public record StoredTensor(Storage storage, long offset, List<Integer> shape, List<Integer> strides) {

    public StoredTensor {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
    }

    /** Whether its numbers follow each other, the last axis fastest. */
    public boolean isContiguous() {
        long expected = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            int length = shape.get(axis);
            if (length > 1 && strides.get(axis) != expected) {
                return false;
            }
            expected *= length;
        }
        return true;
    }

    /** The arguments of {@code torch._utils._rebuild_tensor_v2}: storage, offset, shape, strides, and more. */
    static StoredTensor of(List<Object> arguments) {
        if (arguments.size() >= 4
                && arguments.get(0) instanceof Storage storage
                && arguments.get(1) instanceof Long offset
                && arguments.get(2) instanceof List<?> shape
                && arguments.get(3) instanceof List<?> strides
                && shape.size() == strides.size()) {
            StoredTensor tensor = new StoredTensor(storage, offset, whole(shape), whole(strides));
            tensor.requireInside();
            return tensor;
        }
        throw new IllegalArgumentException("a tensor is storage, offset, shape and strides");
    }

    private void requireInside() {
        long last = offset;
        for (int axis = 0; axis < shape.size(); axis++) {
            if (shape.get(axis) < 1 || strides.get(axis) < 0) {
                throw new IllegalArgumentException("a tensor has shape %s and strides %s".formatted(shape, strides));
            }
            last = Math.addExact(last, (shape.get(axis) - 1L) * strides.get(axis));
        }
        if (offset < 0 || last >= storage.size()) {
            throw new IllegalArgumentException("a tensor of shape %s and strides %s at %d reaches out of %d elements"
                    .formatted(shape, strides, offset, storage.size()));
        }
    }

    private static List<Integer> whole(List<?> numbers) {
        List<Integer> whole = new ArrayList<>();
        for (Object number : numbers) {
            whole.add(Math.toIntExact(((Number) number).longValue()));
        }
        return whole;
    }
}
