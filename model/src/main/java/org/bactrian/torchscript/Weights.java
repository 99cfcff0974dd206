package org.bactrian.torchscript;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Named tensors in a fixed order: the weights of a network, or its momentum.
 *
 * @param tensors in the order of iteration, which is kept; the arrays are shared
 */
public record Weights(Map<String, Tensor> tensors) {

    /** No tensors at all. */
    public static final Weights NONE = new Weights(Map.of());

    public Weights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** The tensor with a name; an {@link IllegalArgumentException} naming it where there is none. */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no weights are named " + name);
        }
        return tensor;
    }

    /** The names in order. */
    public Set<String> names() {
        return tensors.keySet();
    }

    /** The number of all values together. */
    public long count() {
        Collection<Tensor> all = tensors.values();
        return all.stream().mapToLong(tensor -> tensor.values().length).sum();
    }
}
