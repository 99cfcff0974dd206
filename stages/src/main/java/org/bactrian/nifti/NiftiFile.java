package org.bactrian.nifti;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.bactrian.volume.BadCaseException;

/** A NIfTI file open for reading once, from front to back: its header, then its voxels. */
final class NiftiFile implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    /** What is unpacked ahead: small enough for a cache, large enough that handing it over costs nothing. */
    private static final int BLOCK_BYTES = 1 << 18;

    private static final int GZIP_MAGIC = 0x1f8b;

    /** Deflate packs at most so many bytes into one (RFC 1951: 258 bytes in two bits). */
    private static final long MOST_UNPACKED = 1032;

    /** Takes voxels as they are stored, in the order of the file. */
    @FunctionalInterface
    interface BlockSink {

        /**
         * Takes some voxels.
         *
         * @param stored in the byte order of the file, from position 0; may be read only until this returns
         * @param first the index of the first of them
         */
        void accept(ByteBuffer stored, int first, int count);
    }

    private final InputStream in;
    private final NiftiHeader header;

    private NiftiFile(InputStream in, NiftiHeader header) {
        this.in = in;
        this.header = header;
    }

    /**
     * Opens a file, reads its header and checks that the file can hold the voxels that the header promises.
     *
     * @throws BadCaseException when it cannot be a NIfTI file
     */
    static NiftiFile open(String name, Path path) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
        try {
            boolean packed = isGzip(raw);
            InputStream in = packed ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
            NiftiHeader header = new HeaderReader(name).read(in);
            requireRoom(name, header, packed ? Files.size(path) * MOST_UNPACKED : Files.size(path));
            return new NiftiFile(in, header);
        } catch (IOException | BadCaseException failed) {
            raw.close();
            throw failed;
        }
    }

    NiftiHeader header() {
        return header;
    }

    /** Hands every voxel over in the order of the file, then reads to the end so that a checksum is verified. */
    void read(BlockSink sink) throws IOException {
        in.skipNBytes(header.voxelsAt() - header.version().headerBytes());
        int voxels = (int) header.geometry().size().product();
        int perBlock = BLOCK_BYTES / header.voxelType().bytes();
        try (ReadAhead blocks = new ReadAhead(in, header.voxelBytes(), BLOCK_BYTES)) {
            int count;
            for (int start = 0; start < voxels; start += count) {
                count = Math.min(perBlock, voxels - start);
                ByteBuffer stored = ByteBuffer.wrap(blocks.take()).order(header.byteOrder());
                sink.accept(stored, start, count);
            }
        }
        byte[] block = new byte[BUFFER_BYTES];
        while (in.read(block) >= 0) {
            // what follows the voxels is of no interest, the checksum after it is
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static boolean isGzip(InputStream raw) throws IOException {
        raw.mark(2);
        int magic = raw.read() << 8 | raw.read();
        raw.reset();
        return magic == GZIP_MAGIC;
    }

    /** Sizes that lie are found before memory is taken. */
    private static void requireRoom(String name, NiftiHeader header, long mostBytes) {
        if (header.voxelsAt() > mostBytes) {
            throw BadCaseException.of(name, "vox_offset", header.voxelsAt(), "a place inside the file");
        }
        long needed = header.voxelsAt() + header.voxelBytes();
        if (needed > mostBytes) {
            throw BadCaseException.of(
                    name,
                    "dim",
                    header.geometry().size() + " " + header.voxelType(),
                    "a size whose %d bytes the file can hold; it holds at most %d".formatted(needed, mostBytes));
        }
    }
}
