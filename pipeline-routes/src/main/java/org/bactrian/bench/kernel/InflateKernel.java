package org.bactrian.bench.kernel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bactrian.volume.Volume;
import org.openjdk.jmh.annotations.Benchmark;

/** The bound of reading: 16 MB of packed int16 voxels inflated by the JDK and thrown away. */
public class InflateKernel extends KernelSettings {

    private static final int BLOCK_BYTES = 1 << 16;

    private final byte[] packed = packed(Abdomen.image());

    /** By one thread, in blocks of 64 KiB. */
    @Benchmark
    public long inflate() throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        long bytes = 0;
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed), BLOCK_BYTES)) {
            for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
                bytes += read;
            }
        }
        return bytes;
    }

    private static byte[] packed(Volume image) {
        ByteBuffer numbers =
                ByteBuffer.allocate(Short.BYTES * image.voxels().length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : image.voxels()) {
            numbers.putShort((short) value);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(bytes)) {
            stream.write(numbers.array());
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory refused to be written to", impossible);
        }
        return bytes.toByteArray();
    }
}
