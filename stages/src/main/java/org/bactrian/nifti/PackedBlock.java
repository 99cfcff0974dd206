package org.bactrian.nifti;

import java.io.IOException;
import java.io.OutputStream;

/** A block in packed form, ended so that the next can follow at a whole byte. Its bytes are never written to again. */
final class PackedBlock {

    private final byte[] packed;
    private final int crc;
    private final int length;

    /**
     * A block.
     *
     * @param crc the CRC-32 of its bytes before they were packed
     * @param length how many these were
     */
    PackedBlock(byte[] packed, int crc, int length) {
        this.packed = packed;
        this.crc = crc;
        this.length = length;
    }

    int length() {
        return length;
    }

    /** The checksum of everything up to the end of this block. */
    int joinedTo(int crcBefore) {
        return Crc32Join.joined(crcBefore, crc, length);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(packed);
    }
}
