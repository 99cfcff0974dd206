package org.bactrian.nifti;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntToDoubleFunction;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * Writes NIfTI files, packed when the name ends in {@code .gz}. Labels become uint8 (uint16 when a map is wide),
 * intensities float32 (or int16 where asked), none scaled. The file appears under its name only when it is complete, replacing an older
 * one; the same input gives the same bytes. A disk that fails is an {@link UncheckedIOException}. Memory: 128 KB. Safe
 * for use by many threads.
 */
public final class NiftiWriter {

    private static final int BLOCK_BYTES = 1 << 16;
    private static final byte[] NO_EXTENSIONS = new byte[4];

    /** Label maps are long runs: the fastest level packs them as well as needed, and the disk is not the bottleneck. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BLOCK_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private NiftiWriter() {}

    /**
     * Writes labels with the geometry fields of a header, bit for bit: same version, same byte order.
     *
     * @throws IllegalArgumentException when the labels lie on another grid
     */
    public static void write(Path path, LabelMap labels, NiftiHeader like) {
        VoxelType type = labels.isWide() ? VoxelType.UINT16 : VoxelType.UINT8;
        write(path, header(like, labels.geometry(), type), type, labels.length(), labels::at);
    }

    /**
     * Writes intensities with the geometry fields of a header, bit for bit: same version, same byte order.
     *
     * @throws IllegalArgumentException when the volume lies on another grid
     */
    public static void write(Path path, Volume volume, NiftiHeader like) {
        float[] voxels = volume.voxels();
        HeaderBytes header = header(like, volume.geometry(), VoxelType.FLOAT32);
        write(path, header, VoxelType.FLOAT32, voxels.length, index -> voxels[index]);
    }

    /** Writes labels with a new header; NIfTI-1 rounds the geometry to float32. */
    public static void write(Path path, LabelMap labels) {
        write(path, labels, GeometryHeader.of(labels.geometry()));
    }

    /** Writes intensities with a new header; NIfTI-1 rounds the geometry to float32. */
    public static void write(Path path, Volume volume) {
        write(path, volume, GeometryHeader.of(volume.geometry()));
    }

    /**
     * Writes intensities as int16 with a new header, as scanners store CT: rounded to whole numbers, and kept between
     * -32768 and 32767.
     */
    public static void writeInt16(Path path, Volume volume) {
        float[] voxels = volume.voxels();
        HeaderBytes header = header(GeometryHeader.of(volume.geometry()), volume.geometry(), VoxelType.INT16);
        write(path, header, VoxelType.INT16, voxels.length, index -> whole(voxels[index]));
    }

    private static double whole(float value) {
        return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
    }

    private static HeaderBytes header(NiftiHeader like, Geometry geometry, VoxelType type) {
        if (!like.geometry().equals(geometry)) {
            throw new IllegalArgumentException(
                    "the header is of the grid %s, the voxels lie on %s".formatted(like.geometry(), geometry));
        }
        return like.like(type);
    }

    private static void write(Path path, HeaderBytes header, VoxelType type, int voxels, IntToDoubleFunction at) {
        String name = String.valueOf(path.getFileName());
        String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path part = path.resolveSibling("." + name + "." + unique + ".part");
        try {
            try (OutputStream out = open(part, name.endsWith(".gz"))) {
                out.write(header.toArray());
                out.write(NO_EXTENSIONS);
                writeVoxels(out, header.order(), type, voxels, at);
            }
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + name, failed);
        } finally {
            part.toFile().delete();
        }
    }

    private static OutputStream open(Path part, boolean packed) throws IOException {
        OutputStream file = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return packed ? new FastGzip(file) : new BufferedOutputStream(file, BLOCK_BYTES);
    }

    private static void writeVoxels(
            OutputStream out, ByteOrder order, VoxelType type, int voxels, IntToDoubleFunction at) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        ByteBuffer numbers = ByteBuffer.wrap(block).order(order);
        int perBlock = BLOCK_BYTES / type.bytes();
        for (int start = 0; start < voxels; start += perBlock) {
            int count = Math.min(perBlock, voxels - start);
            for (int i = 0; i < count; i++) {
                type.write(numbers, i * type.bytes(), at.applyAsDouble(start + i));
            }
            out.write(block, 0, count * type.bytes());
        }
    }
}
