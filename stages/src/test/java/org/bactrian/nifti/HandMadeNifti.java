package org.bactrian.nifti;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * A NIfTI file made byte by byte with the offsets of nifti1.h and nifti2.h, sharing nothing with the code under test.
 * It starts as a sound file of 3 x 2 x 2 voxels of 1 x 2 x 3 mm; a test then spoils one thing.
 */
final class HandMadeNifti {

    static final int VOXELS = 12;

    private final boolean second;
    private final ByteBuffer bytes;

    private HandMadeNifti(boolean second, ByteOrder order, int voxelBytes) {
        this.second = second;
        this.bytes = ByteBuffer.allocate((second ? 544 : 352) + voxelBytes).order(order);
    }

    /** A file of a version (1 or 2) with room for 12 voxels of so many bytes each. */
    static HandMadeNifti of(int version, ByteOrder order, int dataType, int bytesPerVoxel) {
        HandMadeNifti made = new HandMadeNifti(version == 2, order, VOXELS * bytesPerVoxel);
        made.bytes.putInt(0, made.second ? 540 : 348);
        made.magic(made.second ? "n+2\0\r\n\032\n" : "n+1\0");
        made.dataType(dataType);
        made.bytes.putShort(made.second ? 14 : 72, (short) (8 * bytesPerVoxel));
        made.voxelOffset(made.voxelsAt());
        made.dim(3, 3, 2, 2, 1, 1, 1, 1);
        made.pixdim(1, 1, 2, 3, 1, 1, 1, 1);
        return made;
    }

    /** A little-endian NIfTI-1 file of bytes. */
    static HandMadeNifti ofBytes() {
        return of(1, ByteOrder.LITTLE_ENDIAN, 2, 1);
    }

    /** A little-endian NIfTI-1 file of float32. */
    static HandMadeNifti ofFloats() {
        return of(1, ByteOrder.LITTLE_ENDIAN, 16, 4);
    }

    HandMadeNifti magic(String magic) {
        bytes.put(second ? 4 : 344, magic.getBytes(ISO_8859_1));
        return this;
    }

    HandMadeNifti dataType(int code) {
        bytes.putShort(second ? 12 : 70, (short) code);
        return this;
    }

    HandMadeNifti voxelOffset(double offset) {
        if (second) {
            bytes.putLong(168, (long) offset);
        } else {
            bytes.putFloat(108, (float) offset);
        }
        return this;
    }

    HandMadeNifti dim(int... dim) {
        for (int i = 0; i < dim.length; i++) {
            if (second) {
                bytes.putLong(16 + 8 * i, dim[i]);
            } else {
                bytes.putShort(40 + 2 * i, (short) dim[i]);
            }
        }
        return this;
    }

    HandMadeNifti pixdim(double... pixdim) {
        return reals(76, 104, pixdim);
    }

    HandMadeNifti scaling(double slope, double intercept) {
        return reals(112, 176, slope, intercept);
    }

    HandMadeNifti units(int code) {
        if (second) {
            bytes.putInt(500, code);
        } else {
            bytes.put(123, (byte) code);
        }
        return this;
    }

    HandMadeNifti description(String text) {
        bytes.put(second ? 240 : 148, text.getBytes(ISO_8859_1));
        return this;
    }

    /** quatern_b, quatern_c, quatern_d, qoffset_x, qoffset_y, qoffset_z. */
    HandMadeNifti qform(int code, double... numbers) {
        code(252, 344, code);
        return reals(256, 352, numbers);
    }

    /** srow_x, srow_y, srow_z. */
    HandMadeNifti sform(int code, double... numbers) {
        code(254, 348, code);
        return reals(280, 400, numbers);
    }

    /** The voxel bytes, in the byte order of the file, to be filled with absolute puts from 0. */
    ByteBuffer voxels() {
        int at = voxelsAt();
        return bytes.slice(at, bytes.capacity() - at).order(bytes.order());
    }

    HandMadeNifti voxelBytes(int... values) {
        ByteBuffer voxels = voxels();
        for (int i = 0; i < values.length; i++) {
            voxels.put(i, (byte) values[i]);
        }
        return this;
    }

    byte[] toBytes() {
        byte[] copy = new byte[bytes.capacity()];
        bytes.get(0, copy);
        return copy;
    }

    Path writeTo(Path file) {
        return write(file, toBytes());
    }

    static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return packed.toByteArray();
    }

    private int voxelsAt() {
        return second ? 544 : 352;
    }

    private void code(int firstAt, int secondAt, int code) {
        if (second) {
            bytes.putInt(secondAt, code);
        } else {
            bytes.putShort(firstAt, (short) code);
        }
    }

    private HandMadeNifti reals(int firstAt, int secondAt, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (second) {
                bytes.putDouble(secondAt + 8 * i, values[i]);
            } else {
                bytes.putFloat(firstAt + 4 * i, (float) values[i]);
            }
        }
        return this;
    }
}
