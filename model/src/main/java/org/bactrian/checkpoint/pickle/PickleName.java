package org.bactrian.checkpoint.pickle;

import java.util.List;
import java.util.function.Function;

/**
 * A function or class of Python's that a pickle may name.
 *
 * @param name with its module
 * @param call what stands for calling it
 */
record PickleName(String name, Function<List<Object>, Object> call) {

    /** A name that may be given as an argument but not be called. */
    static PickleName word(String name) {
        return new PickleName(name, arguments -> {
            throw new IllegalArgumentException(name + " is not for calling");
        });
    }
}
