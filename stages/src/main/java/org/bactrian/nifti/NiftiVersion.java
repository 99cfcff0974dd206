package org.bactrian.nifti;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/** The two layouts of a NIfTI header. */
public enum NiftiVersion {
    NIFTI_1(348, 344, "n+1\0", "ni1\0"),
    NIFTI_2(540, 4, "n+2\0\r\n\032\n", "ni2\0\r\n\032\n");

    /** After the header come four bytes that announce extensions. */
    private static final int EXTENSION_FLAG_BYTES = 4;

    private final int headerBytes;
    private final int magicAt;
    private final String magic;
    private final String pairMagic;

    NiftiVersion(int headerBytes, int magicAt, String magic, String pairMagic) {
        this.headerBytes = headerBytes;
        this.magicAt = magicAt;
        this.magic = magic;
        this.pairMagic = pairMagic;
    }

    /** The version whose header has so many bytes. */
    static Optional<NiftiVersion> ofHeaderBytes(int bytes) {
        return Arrays.stream(values())
                .filter(version -> version.headerBytes == bytes)
                .findFirst();
    }

    int headerBytes() {
        return headerBytes;
    }

    /** Where voxels start in a file without extensions; they never start earlier. */
    int firstVoxelAt() {
        return headerBytes + EXTENSION_FLAG_BYTES;
    }

    int magicAt() {
        return magicAt;
    }

    /** The bytes that mark a single file of header and voxels. */
    byte[] magic() {
        return magic.getBytes(ISO_8859_1);
    }

    /** The bytes that mark a header whose voxels lie in another file. */
    byte[] pairMagic() {
        return pairMagic.getBytes(ISO_8859_1);
    }
}
