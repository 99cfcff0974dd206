package org.bactrian.checkpoint.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.bactrian.checkpoint.pickle.Storage;

/** Where a checkpoint keeps the numbers of its tensors. */
interface Storages extends AutoCloseable {

    /** The bytes of a storage, as many as it claims to have, little endian. */
    ByteBuffer bytes(Storage storage) throws IOException;

    @Override
    void close() throws IOException;
}
