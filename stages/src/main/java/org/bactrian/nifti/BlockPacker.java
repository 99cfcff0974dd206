package org.bactrian.nifti;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Packs blocks by deflate (RFC 1951), each for itself: what comes out depends on the block alone. A block of one value
 * throughout, and most of a label map is background, is packed once and then remembered. For one thread.
 */
final class BlockPacker implements AutoCloseable {

    /** Maps of many organs on coarse grids change their label once in twenty voxels, others once in some hundred. */
    private static final int BYTES_A_CHANGE_OF_NOISE = 12;

    private final Deflater thorough;
    private final Deflater quick;
    private final int valueBytes;
    private final ByteBuffer block;
    private final byte[] packed;
    private final byte[] rememberedValue;
    private PackedBlock remembered = new PackedBlock(new byte[0], 0, 0);

    /**
     * A packer.
     *
     * @param packing gives the length of the longest block
     * @param valueBytes of one voxel
     */
    BlockPacker(Packing packing, int valueBytes) {
        this.thorough = new Deflater(packing.level(), true);
        this.quick = packing.noiseLevel() == packing.level() ? thorough : new Deflater(packing.noiseLevel(), true);
        this.valueBytes = valueBytes;
        this.block = ByteBuffer.allocate(packing.blockBytes());
        // Bytes that cannot be packed grow by five for every few thousand.
        this.packed = new byte[packing.blockBytes() + packing.blockBytes() / 8 + 64];
        this.rememberedValue = new byte[valueBytes];
    }

    /** Room for the next block: to be filled from its start, and flipped. */
    ByteBuffer block() {
        return block.clear();
    }

    /** Packs the block that was put into its room. */
    PackedBlock pack() {
        byte[] bytes = block.array();
        int length = block.limit();
        if (!isOneValue(bytes, length)) {
            return deflated(bytes, length);
        }
        if (remembered.length() != length || !Arrays.equals(bytes, 0, valueBytes, rememberedValue, 0, valueBytes)) {
            remembered = deflated(bytes, length);
            System.arraycopy(bytes, 0, rememberedValue, 0, valueBytes);
        }
        return remembered;
    }

    private boolean isOneValue(byte[] bytes, int length) {
        return length > valueBytes && Arrays.mismatch(bytes, 0, length - valueBytes, bytes, valueBytes, length) < 0;
    }

    private boolean isNoise(byte[] bytes, int length) {
        int changes = 0;
        for (int i = valueBytes; i < length; i++) {
            changes += bytes[i] == bytes[i - valueBytes] ? 0 : 1;
        }
        return changes > length / BYTES_A_CHANGE_OF_NOISE;
    }

    /** The flush after it ends a block at a whole byte, so that the next can follow. */
    private PackedBlock deflated(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        Deflater deflater = thorough != quick && isNoise(bytes, length) ? quick : thorough;
        deflater.reset();
        deflater.setInput(bytes, 0, length);
        int packedLength = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
        return new PackedBlock(Arrays.copyOf(packed, packedLength), (int) crc.getValue(), length);
    }

    @Override
    public void close() {
        thorough.end();
        quick.end();
    }
}
