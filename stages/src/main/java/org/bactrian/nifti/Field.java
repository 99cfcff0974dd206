package org.bactrian.nifti;

import static org.bactrian.nifti.VoxelType.FLOAT32;
import static org.bactrian.nifti.VoxelType.FLOAT64;
import static org.bactrian.nifti.VoxelType.INT16;
import static org.bactrian.nifti.VoxelType.INT32;
import static org.bactrian.nifti.VoxelType.INT64;
import static org.bactrian.nifti.VoxelType.UINT8;

import java.util.Locale;

/** The header fields that matter here, and where each lies: nifti1.h and nifti2.h as a table. */
enum Field {
    DIM(8, 40, INT16, 16, INT64),
    DATATYPE(1, 70, INT16, 12, INT16),
    BITPIX(1, 72, INT16, 14, INT16),
    PIXDIM(8, 76, FLOAT32, 104, FLOAT64),
    VOX_OFFSET(1, 108, FLOAT32, 168, INT64),
    SCL_SLOPE(1, 112, FLOAT32, 176, FLOAT64),
    SCL_INTER(1, 116, FLOAT32, 184, FLOAT64),
    XYZT_UNITS(1, 123, UINT8, 500, INT32),
    QFORM_CODE(1, 252, INT16, 344, INT32),
    SFORM_CODE(1, 254, INT16, 348, INT32),
    /** The standard's quatern_b, quatern_c, quatern_d. */
    QUATERN(3, 256, FLOAT32, 352, FLOAT64),
    /** The standard's qoffset_x, qoffset_y, qoffset_z. */
    QOFFSET(3, 268, FLOAT32, 376, FLOAT64),
    /** The standard's srow_x, srow_y, srow_z: three rows of four. */
    SROW(12, 280, FLOAT32, 400, FLOAT64);

    private final int count;
    private final int firstAt;
    private final VoxelType first;
    private final int secondAt;
    private final VoxelType second;

    Field(int count, int firstAt, VoxelType first, int secondAt, VoxelType second) {
        this.count = count;
        this.firstAt = firstAt;
        this.first = first;
        this.secondAt = secondAt;
        this.second = second;
    }

    /** Where the field starts. */
    int at(NiftiVersion version) {
        return version == NiftiVersion.NIFTI_1 ? firstAt : secondAt;
    }

    /** How one number of the field is stored. */
    VoxelType type(NiftiVersion version) {
        return version == NiftiVersion.NIFTI_1 ? first : second;
    }

    /** Bytes of the whole field. */
    int bytes(NiftiVersion version) {
        return count * type(version).bytes();
    }

    /** The standard's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
