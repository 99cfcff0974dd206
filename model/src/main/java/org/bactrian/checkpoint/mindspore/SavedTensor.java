package org.bactrian.checkpoint.mindspore;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * A tensor as it was saved.
 *
 * @param dims its lengths; none for a single value
 * @param type what a value is, such as {@code Float32}
 * @param content the values, last axis fastest, little endian
 */
record SavedTensor(List<Long> dims, String type, ByteString content) {

    SavedTensor {
        dims = List.copyOf(dims);
    }
}
