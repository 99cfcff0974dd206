package org.bactrian.nifti;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bactrian.numeric.spline.Lines;

/**
 * One gzip member (RFC 1952) whose blocks are packed by several threads and written in order: to a reader it looks as if one
 * thread had packed it, and the bytes do not depend on the number of threads. Memory: some megabytes.
 */
final class GzipMember {

    /** Magic, deflate, no flags, no time, no hint, no system. */
    private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** An empty block that says it is the last. */
    private static final byte[] LAST_BLOCK = {3, 0};

    /** What each thread packs before anything is written. */
    private static final int BATCH_BYTES_A_THREAD = 1 << 21;

    private final OutputStream out;
    private int crc;
    private long length;

    private GzipMember(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes a member.
     *
     * @param start bytes before the voxels, no more than a block
     */
    static void write(OutputStream out, byte[] start, VoxelBlocks voxels) throws IOException {
        GzipMember member = new GzipMember(out);
        out.write(HEAD);
        Lines lines = Lines.allCores();
        BlockPacker[] packers = new BlockPacker[lines.threads()];
        for (int i = 0; i < packers.length; i++) {
            packers[i] = new BlockPacker(voxels.packing(), voxels.type().bytes());
        }
        try {
            packers[0].block().put(start).flip();
            member.append(packers[0].pack());
            member.writeVoxels(voxels, packers, lines);
        } finally {
            for (BlockPacker packer : packers) {
                packer.close();
            }
        }
        out.write(LAST_BLOCK);
        out.write(member.trailer());
    }

    private void writeVoxels(VoxelBlocks voxels, BlockPacker[] packers, Lines lines) throws IOException {
        int batch = BATCH_BYTES_A_THREAD / voxels.packing().blockBytes() * packers.length;
        PackedBlock[] packed = new PackedBlock[batch];
        for (int first = 0; first < voxels.count(); first += batch) {
            int start = first;
            int count = Math.min(batch, voxels.count() - first);
            lines.forEach(packers.length, () -> thread -> {
                for (int i = thread; i < count; i += packers.length) {
                    voxels.read(start + i, packers[thread].block());
                    packed[i] = packers[thread].pack();
                }
            });
            for (int i = 0; i < count; i++) {
                append(packed[i]);
            }
        }
    }

    private void append(PackedBlock block) throws IOException {
        block.writeTo(out);
        crc = block.joinedTo(crc);
        length += block.length();
    }

    private byte[] trailer() {
        return ByteBuffer.allocate(2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(crc)
                .putInt((int) length)
                .array();
    }
}
