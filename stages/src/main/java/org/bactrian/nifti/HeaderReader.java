package org.bactrian.nifti;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.bactrian.volume.BadCaseException;

/** Reads the header at the front of a stream and checks all that can be checked without the rest. */
final class HeaderReader {

    private final String file;

    HeaderReader(String file) {
        this.file = file;
    }

    NiftiHeader read(InputStream in) throws IOException {
        HeaderBytes bytes = bytes(in);
        requireSingleFile(bytes);
        VoxelType type = voxelType(bytes);
        return new NiftiHeader(bytes, HeaderGeometry.of(file, bytes), type, scaling(bytes), voxelsAt(bytes));
    }

    private HeaderBytes bytes(InputStream in) throws IOException {
        byte[] size = in.readNBytes(Integer.BYTES);
        NiftiVersion version = version(size, ByteOrder.LITTLE_ENDIAN)
                .or(() -> version(size, ByteOrder.BIG_ENDIAN))
                .orElseThrow(() -> noHeader(size));
        byte[] rest = in.readNBytes(version.headerBytes() - size.length);
        if (size.length + rest.length < version.headerBytes()) {
            throw bad("length", size.length + rest.length, "a header of " + version.headerBytes() + " bytes");
        }
        ByteOrder order =
                version(size, ByteOrder.LITTLE_ENDIAN).isPresent() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer bytes = ByteBuffer.allocate(version.headerBytes()).put(size).put(rest);
        return new HeaderBytes(version, bytes.order(order));
    }

    private static Optional<NiftiVersion> version(byte[] size, ByteOrder order) {
        return size.length < Integer.BYTES
                ? Optional.empty()
                : NiftiVersion.ofHeaderBytes(ByteBuffer.wrap(size).order(order).getInt());
    }

    private BadCaseException noHeader(byte[] size) {
        return size.length < Integer.BYTES
                ? bad("length", size.length, "a NIfTI header of 348 or 540 bytes")
                : bad(
                        "sizeof_hdr",
                        ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt(),
                        "348 (NIfTI-1) or 540 (NIfTI-2); is this a NIfTI file?");
    }

    private void requireSingleFile(HeaderBytes bytes) {
        if (bytes.hasMagic(bytes.version().pairMagic())) {
            throw bad("magic", "that of a pair of .hdr and .img", "a single file of header and voxels (.nii, .nii.gz)");
        }
        if (!bytes.hasMagic(bytes.version().magic())) {
            throw bad("magic", "unknown", "n+1 (NIfTI-1) or n+2 (NIfTI-2)");
        }
    }

    private VoxelType voxelType(HeaderBytes bytes) {
        int code = (int) bytes.get(Field.DATATYPE);
        return VoxelType.ofCode(code).orElseThrow(() -> bad("datatype", named(code), "one of " + VoxelType.known()));
    }

    /** Names the types of the standard that hold no single real number that Java has. */
    private static String named(int code) {
        return switch (code) {
            case 1 -> "1 (binary)";
            case 32 -> "32 (complex64)";
            case 128 -> "128 (rgb24)";
            case 1536 -> "1536 (float128)";
            case 1792 -> "1792 (complex128)";
            case 2048 -> "2048 (complex256)";
            case 2304 -> "2304 (rgba32)";
            default -> String.valueOf(code);
        };
    }

    /** The standard: a slope of zero means none. Writers also mark none with NaN. */
    private Scaling scaling(HeaderBytes bytes) {
        double slope = bytes.get(Field.SCL_SLOPE);
        double intercept = bytes.get(Field.SCL_INTER);
        if (slope == 0 || !Double.isFinite(slope)) {
            return Scaling.NONE;
        }
        if (!Double.isFinite(intercept)) {
            throw bad("scl_inter", intercept, "a finite number beside the slope " + slope);
        }
        return new Scaling(slope, intercept);
    }

    private long voxelsAt(HeaderBytes bytes) {
        double offset = bytes.get(Field.VOX_OFFSET);
        int first = bytes.version().firstVoxelAt();
        if (!(offset >= first && offset < Long.MAX_VALUE && offset == Math.rint(offset))) {
            throw bad("vox_offset", HeaderGeometry.number(offset), "a whole number of at least " + first);
        }
        return (long) offset;
    }

    private BadCaseException bad(String field, Object value, String expected) {
        return BadCaseException.of(file, field, value, expected);
    }
}
