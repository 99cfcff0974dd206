package org.bactrian.cli.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * NumPy's array files, version 1.0 of its format, little endian, C order: a volume whose x varies fastest in memory is an
 * array (z, y, x) without moving a number.
 */
public final class NpyFile {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    /** The header is padded so that numbers start at a multiple of this. */
    private static final int ALIGNMENT = 64;

    private static final int BLOCK = 1 << 14;
    private static final int LARGEST_INT8 = Byte.MAX_VALUE;

    private NpyFile() {}

    /** Puts the number at an index into a buffer. */
    @FunctionalInterface
    private interface Numbers {
        void put(ByteBuffer to, int index);
    }

    /** Writes channels on one grid as float32 (channel, z, y, x). */
    public static void write(Path file, List<Volume> channels) {
        Index3 size = channels.get(0).geometry().size();
        FileNames.write(file, out -> {
            out.write(header("<f4", List.of(channels.size(), size.z(), size.y(), size.x())));
            for (Volume channel : channels) {
                write(out, channel);
            }
        });
    }

    /** Writes labels (z, y, x): int8 where they fit, else int16; what is marked as outside becomes -1. */
    public static void write(Path file, LabelMap labels) {
        Index3 size = labels.geometry().size();
        boolean narrow = largestInside(labels) <= LARGEST_INT8;
        FileNames.write(file, out -> {
            out.write(header(narrow ? "|i1" : "<i2", List.of(size.z(), size.y(), size.x())));
            write(out, labels.length(), narrow ? 1 : Short.BYTES, (to, index) -> {
                int label = signed(labels, index);
                if (narrow) {
                    to.put((byte) label);
                } else {
                    to.putShort((short) label);
                }
            });
        });
    }

    /**
     * Writes one array of a compressed {@code .npz} file: float32 (class, z, y, x).
     *
     * @param classes {@code classes[class][voxel]}, x fastest
     */
    public static void writePacked(Path file, String name, float[][] classes, Index3 size) {
        FileNames.write(file, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setLevel(Deflater.BEST_SPEED);
                zip.putNextEntry(new ZipEntry(name + ".npy"));
                zip.write(header("<f4", List.of(classes.length, size.z(), size.y(), size.x())));
                for (float[] values : classes) {
                    write(zip, values);
                }
                zip.closeEntry();
            }
        });
    }

    private static int largestInside(LabelMap labels) {
        int largest = 0;
        for (int i = 0; i < labels.length(); i++) {
            largest = Math.max(largest, signed(labels, i));
        }
        return largest;
    }

    private static int signed(LabelMap labels, int index) {
        int label = labels.at(index);
        return label == labels.outside() ? -1 : label;
    }

    /** Row by row: the intensities may lie in memory in another way. */
    private static void write(OutputStream out, Volume volume) throws IOException {
        Index3 size = volume.geometry().size();
        float[] row = new float[size.x()];
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * row.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                volume.line(new Index3(0, y, z), 0, row.length, row, 0);
                bytes.asFloatBuffer().put(row);
                out.write(bytes.array());
            }
        }
    }

    private static void write(OutputStream out, float[] values) throws IOException {
        write(out, values.length, Float.BYTES, (to, index) -> to.putFloat(values[index]));
    }

    /** What comes before the numbers. */
    private static byte[] header(String type, List<Integer> shape) {
        String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
                .formatted(type, shape.stream().map(length -> length + ",").collect(Collectors.joining(" ")));
        int before = MAGIC.length + Short.BYTES;
        int padding = ALIGNMENT - (before + text.length() + 1) % ALIGNMENT;
        byte[] line = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(before + line.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) line.length)
                .put(line)
                .array();
    }

    private static void write(OutputStream out, int count, int bytesEach, Numbers numbers) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK * bytesEach).order(ByteOrder.LITTLE_ENDIAN);
        int index = 0;
        while (index < count) {
            block.clear();
            while (index < count && block.hasRemaining()) {
                numbers.put(block, index++);
            }
            out.write(block.array(), 0, block.position());
        }
    }
}
