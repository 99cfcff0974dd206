package org.bactrian.nifti;

import java.nio.ByteOrder;
import java.util.List;
import org.bactrian.volume.Geometry;

/**
 * The checked header of a NIfTI file, with its bytes: what a result is written like. Immutable. The geometry is in
 * millimetres, RAS+, axes in the order of the file.
 */
public final class NiftiHeader {

    /** What a file written like another takes over: where the grid lies, and no text that may name a patient. */
    private static final List<Field> GEOMETRY_FIELDS = List.of(
            Field.DIM,
            Field.PIXDIM,
            Field.XYZT_UNITS,
            Field.QFORM_CODE,
            Field.SFORM_CODE,
            Field.QUATERN,
            Field.QOFFSET,
            Field.SROW);

    private final HeaderBytes bytes;
    private final Geometry geometry;
    private final VoxelType voxelType;
    private final Scaling scaling;
    private final long voxelsAt;

    NiftiHeader(HeaderBytes bytes, Geometry geometry, VoxelType voxelType, Scaling scaling, long voxelsAt) {
        this.bytes = bytes;
        this.geometry = geometry;
        this.voxelType = voxelType;
        this.scaling = scaling;
        this.voxelsAt = voxelsAt;
    }

    /** The grid of the file. */
    public Geometry geometry() {
        return geometry;
    }

    public VoxelType voxelType() {
        return voxelType;
    }

    public Scaling scaling() {
        return scaling;
    }

    public NiftiVersion version() {
        return bytes.version();
    }

    public ByteOrder byteOrder() {
        return bytes.order();
    }

    /** Which fields say where the grid lies in the patient. */
    public Placement placement() {
        return Placement.of(bytes);
    }

    /** Where the voxels start, in bytes from the start of the (unpacked) file. */
    long voxelsAt() {
        return voxelsAt;
    }

    /** The bytes of all voxels. */
    long voxelBytes() {
        return geometry.size().product() * voxelType.bytes();
    }

    /** A header with this one's geometry fields, bit for bit, for unscaled voxels of another type. */
    HeaderBytes like(VoxelType type) {
        HeaderBytes like = HeaderBytes.blank(bytes.version(), bytes.order());
        GEOMETRY_FIELDS.forEach(field -> like.copy(field, bytes));
        like.put(Field.DATATYPE, type.code());
        like.put(Field.BITPIX, Byte.SIZE * type.bytes());
        like.put(Field.VOX_OFFSET, bytes.version().firstVoxelAt());
        return like;
    }
}
