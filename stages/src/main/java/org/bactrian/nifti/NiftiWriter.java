package org.bactrian.nifti;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.bactrian.file.WholeFile;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * Writes NIfTI files, packed when the name ends in {@code .gz}, then by all cores. Labels become uint8 (uint16 when a map
 * is wide), intensities float32 (or int16 where asked), none scaled. The file appears under its name only when it is
 * complete, replacing an older one; the same input gives the same bytes. A disk that fails is an
 * {@link UncheckedIOException}. Memory: some megabytes for each core. Safe for use by many threads.
 */
public final class NiftiWriter {

    /** Zeros after the header: no extensions follow. */
    private static final int NO_EXTENSIONS = 4;

    private NiftiWriter() {}

    /**
     * Writes labels with the geometry fields of a header, bit for bit: same version, same byte order.
     *
     * @throws IllegalArgumentException when the labels lie on another grid
     */
    public static void write(Path path, LabelMap labels, NiftiHeader like) {
        VoxelType type = labels.isWide() ? VoxelType.UINT16 : VoxelType.UINT8;
        HeaderBytes header = header(like, labels.geometry(), type);
        VoxelBlocks.Source source = labels.isWide()
                ? (first, count, to) -> to.asShortBuffer().put(labels.shorts(), first, count)
                : (first, count, to) -> to.put(labels.bytes(), first, count);
        write(path, header, new VoxelBlocks(type, header.order(), labels.length(), Packing.LABELS, source));
    }

    /**
     * Writes intensities with the geometry fields of a header, bit for bit: same version, same byte order.
     *
     * @throws IllegalArgumentException when the volume lies on another grid
     */
    public static void write(Path path, Volume volume, NiftiHeader like) {
        float[] voxels = volume.voxels();
        HeaderBytes header = header(like, volume.geometry(), VoxelType.FLOAT32);
        VoxelBlocks.Source source = (first, count, to) -> to.asFloatBuffer().put(voxels, first, count);
        write(
                path,
                header,
                new VoxelBlocks(VoxelType.FLOAT32, header.order(), voxels.length, Packing.INTENSITIES, source));
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
        VoxelBlocks.Source source = (first, count, to) -> {
            for (int i = first; i < first + count; i++) {
                to.putShort(whole(voxels[i]));
            }
        };
        write(
                path,
                header,
                new VoxelBlocks(VoxelType.INT16, header.order(), voxels.length, Packing.INTENSITIES, source));
    }

    private static short whole(float value) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
    }

    private static HeaderBytes header(NiftiHeader like, Geometry geometry, VoxelType type) {
        if (!like.geometry().equals(geometry)) {
            throw new IllegalArgumentException(
                    "the header is of the grid %s, the voxels lie on %s".formatted(like.geometry(), geometry));
        }
        return like.like(type);
    }

    private static void write(Path path, HeaderBytes header, VoxelBlocks voxels) {
        String name = String.valueOf(path.getFileName());
        byte[] start = Arrays.copyOf(header.toArray(), header.version().headerBytes() + NO_EXTENSIONS);
        try {
            WholeFile.write(path, out -> {
                if (name.toLowerCase(Locale.ROOT).endsWith(".gz")) {
                    GzipMember.write(out, start, voxels);
                } else {
                    out.write(start);
                    writePlain(out, voxels);
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + name, failed);
        }
    }

    private static void writePlain(OutputStream out, VoxelBlocks voxels) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(voxels.packing().blockBytes());
        for (int i = 0; i < voxels.count(); i++) {
            voxels.read(i, block.clear());
            out.write(block.array(), 0, block.limit());
        }
    }
}
