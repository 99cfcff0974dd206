package org.bactrian.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The voxels of a file in blocks of the same number of bytes; the last may be shorter.
 *
 * @param type how a voxel is stored
 * @param order the order of its bytes
 * @param voxels their number
 * @param packing gives the number of bytes
 * @param source where they come from
 */
record VoxelBlocks(VoxelType type, ByteOrder order, int voxels, Packing packing, Source source) {

    /** Puts voxels into a buffer in their stored form; from many threads. */
    @FunctionalInterface
    interface Source {
        void put(int first, int count, ByteBuffer to);
    }

    /** The number of blocks. */
    int count() {
        return (voxels - 1) / voxelsInBlock() + 1;
    }

    /** Fills a buffer with a block and flips it. */
    void read(int block, ByteBuffer to) {
        int first = block * voxelsInBlock();
        int count = Math.min(voxelsInBlock(), voxels - first);
        source.put(first, count, to.order(order));
        to.position(0).limit(count * type.bytes());
    }

    private int voxelsInBlock() {
        return packing.blockBytes() / type.bytes();
    }
}
