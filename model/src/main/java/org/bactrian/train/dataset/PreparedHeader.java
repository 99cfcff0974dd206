package org.bactrian.train.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Index3;

/**
 * The first bytes of a prepared case.
 *
 * @param key SHA-256, in hex, of everything the content depends on
 * @param channels image channels
 * @param size of the grid
 * @param labels the number of labels, background left out
 */
record PreparedHeader(String key, int channels, Index3 size, int labels) {

    private static final byte[] MAGIC = "BACPREP1".getBytes(StandardCharsets.US_ASCII);

    private static final int KEY_BYTES = 32;

    static final int BYTES = MAGIC.length + KEY_BYTES + 5 * Integer.BYTES;

    /** The length in bytes of intensities and labels. */
    long voxelBytes() {
        return size.product() * (channels * (long) Float.BYTES + 1);
    }

    ByteBuffer toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put(HexFormat.of().parseHex(key)).putInt(channels);
        bytes.putInt(size.x()).putInt(size.y()).putInt(size.z()).putInt(labels);
        return bytes.flip();
    }

    /** Reads the header of a file. */
    static PreparedHeader read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(String.valueOf(file.getFileName()), channel);
        }
    }

    /** Reads a header and checks the file's length against it. */
    static PreparedHeader read(String name, FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // a channel may give fewer bytes than asked for
        }
        if (bytes.hasRemaining() || !bytes.flip().slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw BadCaseException.of(name, "header", "something else", "a prepared case");
        }
        byte[] key = new byte[KEY_BYTES];
        bytes.position(MAGIC.length).get(key);
        int channels = bytes.getInt();
        Index3 size = new Index3(bytes.getInt(), bytes.getInt(), bytes.getInt());
        PreparedHeader header = new PreparedHeader(HexFormat.of().formatHex(key), channels, size, bytes.getInt());
        if (channels < 1
                || Math.min(size.x(), Math.min(size.y(), size.z())) < 1
                || header.voxelBytes() > channel.size() - BYTES) {
            throw BadCaseException.of(name, "length", channel.size() + " bytes", "the voxels that the header promises");
        }
        return header;
    }
}
