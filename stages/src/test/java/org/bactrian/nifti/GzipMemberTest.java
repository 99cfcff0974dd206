package org.bactrian.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.bactrian.numeric.spline.Lines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipMemberTest {

    private static final int HEAD_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final byte[] START = "before the voxels".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 32_767, 32_768, 32_769, 65_536, 10_000_000})
    void whatWasPackedIsUnpackedAndItsChecksumHolds(int voxels) throws IOException {
        byte[] bytes = blobs(voxels);

        for (Packing packing : List.of(Packing.LABELS, Packing.INTENSITIES)) {
            byte[] packed = packed(bytes, packing);

            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                byte[] unpacked = in.readAllBytes();
                assertThat(Arrays.copyOf(unpacked, START.length)).isEqualTo(START);
                assertThat(Arrays.copyOfRange(unpacked, START.length, unpacked.length))
                        .isEqualTo(bytes);
            }
        }
    }

    @Test
    void manyBlocksAreOneMemberForReadersThatStopAfterTheFirst() throws IOException, DataFormatException {
        byte[] bytes = blobs(3_000_000);
        byte[] packed = packed(bytes, Packing.LABELS);
        Inflater inflater = new Inflater(true);
        byte[] unpacked = new byte[START.length + bytes.length];

        inflater.setInput(packed, HEAD_BYTES, packed.length - HEAD_BYTES);
        int length = inflater.inflate(unpacked);

        assertThat(length).isEqualTo(unpacked.length);
        assertThat(inflater.inflate(new byte[1])).isZero();
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isEqualTo(TRAILER_BYTES);
        inflater.end();
    }

    @Test
    void noiseThatCannotBePackedGrowsByLittle() throws IOException {
        byte[] bytes = new byte[200_000];
        new Random(1).nextBytes(bytes);

        assertThat(packed(bytes, Packing.INTENSITIES).length).isLessThan(bytes.length + bytes.length / 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void noMoreThreadsPackThanACaseMayHaveAndTheBytesAreTheSame(int threads) throws IOException {
        byte[] bytes = blobs(20_000_000);
        byte[] expected = packed(bytes, Packing.LABELS);
        AtomicInteger packing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        Lines.limitTo(threads);
        try {
            byte[] found = packed(bytes, Packing.LABELS, (first, count, to) -> {
                workers.add(Thread.currentThread());
                most.accumulateAndGet(packing.incrementAndGet(), Math::max);
                to.put(bytes, first, count);
                packing.decrementAndGet();
            });

            assertThat(found).isEqualTo(expected);
            assertThat(most.get()).isLessThanOrEqualTo(threads);
            assertThat(threads > 1 || workers.equals(Set.of(Thread.currentThread())))
                    .isTrue();
        } finally {
            Lines.limitTo(Runtime.getRuntime().availableProcessors());
        }
    }

    @Test
    void speckleIsPackedWithLessEffortThanOrgansInNarrowAndWideMaps() {
        byte[] organs = labels(5, 20);
        byte[] speckle = labels(6, 3);

        for (int valueBytes : new int[] {1, 2}) {
            byte[] wideOrgans = widened(organs, valueBytes);
            byte[] wideSpeckle = widened(speckle, valueBytes);

            assertThat(block(wideOrgans, valueBytes)).isEqualTo(deflated(wideOrgans, Packing.LABELS.level()));
            assertThat(block(wideSpeckle, valueBytes)).isEqualTo(deflated(wideSpeckle, Packing.LABELS.noiseLevel()));
        }
        assertThat(deflated(speckle, Packing.LABELS.noiseLevel()))
                .hasSizeGreaterThan(deflated(speckle, Packing.LABELS.level()).length);
    }

    /** Runs of labels up to 3, whose mean length is given. */
    private static byte[] labels(long seed, int meanRun) {
        Random random = new Random(seed);
        byte[] bytes = new byte[10_000];
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(2 * meanRun));
            Arrays.fill(bytes, at, end, (byte) random.nextInt(4));
            at = end;
        }
        return bytes;
    }

    private static byte[] widened(byte[] labels, int valueBytes) {
        byte[] wide = new byte[labels.length * valueBytes];
        for (int i = 0; i < labels.length; i++) {
            wide[i * valueBytes] = labels[i];
        }
        return wide;
    }

    private static byte[] block(byte[] bytes, int valueBytes) {
        try (BlockPacker packer = new BlockPacker(Packing.LABELS, valueBytes)) {
            packer.block().put(bytes).flip();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            packer.pack().writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] deflated(byte[] bytes, int level) {
        Deflater deflater = new Deflater(level, true);
        deflater.setInput(bytes);
        byte[] packed = new byte[2 * bytes.length];
        int length = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    @Test
    void checksumsOfPartsJoinToThatOfTheWhole() {
        Random random = new Random(2);
        for (int trial = 0; trial < 200; trial++) {
            byte[] bytes = new byte[random.nextInt(1, 100_000)];
            random.nextBytes(bytes);
            int cut = random.nextInt(bytes.length + 1);

            int joined = Crc32Join.joined(crc(bytes, 0, cut), crc(bytes, cut, bytes.length - cut), bytes.length - cut);

            assertThat(joined).isEqualTo(crc(bytes, 0, bytes.length));
        }
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static byte[] packed(byte[] bytes, Packing packing) throws IOException {
        return packed(bytes, packing, (first, count, to) -> to.put(bytes, first, count));
    }

    private static byte[] packed(byte[] bytes, Packing packing, VoxelBlocks.Source source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VoxelBlocks voxels = new VoxelBlocks(VoxelType.UINT8, ByteOrder.LITTLE_ENDIAN, bytes.length, packing, source);
        GzipMember.write(out, START, voxels);
        return out.toByteArray();
    }

    /** Long stretches of background, of another value and of noise. */
    private static byte[] blobs(int length) {
        Random random = new Random(3);
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at += 100_000) {
            int end = Math.min(length, at + 100_000);
            int kind = random.nextInt(4);
            for (int i = at; i < end; i++) {
                bytes[i] = (byte) (kind == 0 ? random.nextInt(3) : kind == 1 ? 7 : 0);
            }
        }
        return bytes;
    }
}
