package org.bactrian.checkpoint.mindspore;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The messages of a checkpoint, up to the check sum that MindSpore puts behind them where it saves with {@code
 * crc_check=True}: {@code crc_num}, and their CRC-32 in ten bytes, big endian.
 */
final class CheckedMessages extends InputStream {

    private static final byte[] MARK = "crc_num".getBytes(StandardCharsets.US_ASCII);

    /** Of mark and sum. */
    private static final int LENGTH = 17;

    private final CRC32 found = new CRC32();
    private final Optional<BigInteger> told;
    private final InputStream in;
    private long left;

    CheckedMessages(Path file) throws IOException {
        told = sumBehind(file);
        left = Files.size(file) - (told.isPresent() ? LENGTH : 0);
        in = new BufferedInputStream(Files.newInputStream(file));
    }

    private static Optional<BigInteger> sumBehind(Path file) throws IOException {
        byte[] end;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - LENGTH));
            end = Channels.newInputStream(channel).readNBytes(LENGTH);
        }
        return end.length == LENGTH && Arrays.equals(end, 0, MARK.length, MARK, 0, MARK.length)
                ? Optional.of(new BigInteger(1, end, MARK.length, LENGTH - MARK.length))
                : Optional.empty();
    }

    /** Once all is read: refuses messages that are not those the sum was made of. */
    void requireWhole() throws InvalidProtocolBufferException {
        BigInteger sum = BigInteger.valueOf(found.getValue());
        if (told.isPresent() && !told.get().equals(sum)) {
            throw new InvalidProtocolBufferException("altered: its CRC-32 is %d, not %d".formatted(sum, told.get()));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = left == 0 && length > 0 ? -1 : in.read(bytes, from, (int) Math.min(length, left));
        if (read > 0) {
            found.update(bytes, from, read);
            left -= read;
        }
        return read;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, in.available());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
