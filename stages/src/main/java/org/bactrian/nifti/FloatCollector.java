package org.bactrian.nifti;

import java.nio.ByteBuffer;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Volume;

/** Intensities as floats. */
final class FloatCollector implements IntensityCollector {

    private final VoxelType type;
    private final Scaling scaling;
    private final float[] voxels;

    FloatCollector(NiftiHeader header) {
        type = header.voxelType();
        scaling = header.scaling();
        voxels = new float[(int) header.geometry().size().product()];
    }

    @Override
    public void accept(ByteBuffer stored, int first, int count) {
        if (type == VoxelType.FLOAT32 && scaling.equals(Scaling.NONE)) {
            stored.asFloatBuffer().get(0, voxels, first, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            voxels[first + i] = (float) scaling.apply(type.read(stored, i * type.bytes()));
        }
    }

    @Override
    public Volume volume(Geometry geometry) {
        return new Volume(geometry, voxels);
    }

    @Override
    public long countNotFinite() {
        return IntensityCollector.countNotFinite(voxels);
    }
}
