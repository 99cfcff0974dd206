package org.bactrian.numeric.intensity;

import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** Normalises intensities by what is measured on the image itself, in single precision as nnU-Net does. */
public final class ImageScaling {

    /** What divides is at least this. */
    private static final float FLOOR = 1e-8f;

    private static final float LARGEST_BYTE = 255;

    private ImageScaling() {}

    /** Mean 0 and deviation 1 over the whole image; shares its memory. */
    public static Volume zScore(Volume volume) {
        Moments moments = Moments.of(volume.voxels(), voxel -> true);
        float mean = (float) moments.mean();
        float deviation = Math.max((float) moments.deviation(), FLOOR);
        return shifted(volume, mean, deviation);
    }

    /**
     * Mean 0 and deviation 1 over a region; outside of it intensities stay as they are.
     *
     * @param region on the same grid; every label but 0 is inside
     */
    public static Volume zScore(Volume volume, LabelMap region) {
        float[] from = volume.voxels();
        Moments moments = Moments.of(from, voxel -> region.at(voxel) != 0);
        float mean = (float) moments.mean();
        float deviation = Math.max((float) moments.deviation(), FLOOR);
        float[] to = new float[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = region.at(i) == 0 ? from[i] : (from[i] - mean) / deviation;
        }
        return new Volume(volume.geometry(), to);
    }

    /**
     * Clipped, then mean 0 and deviation 1 over what lay between the bounds; shares the image's memory. This is the scheme
     * {@code CT2} of nnU-Net's first version.
     */
    public static Volume clippedZScore(Volume volume, float lower, float upper) {
        float[] intensities = volume.voxels();
        Moments moments = Moments.of(intensities, voxel -> lower < intensities[voxel] && intensities[voxel] < upper);
        float mean = (float) moments.mean();
        float deviation = Math.max((float) moments.deviation(), FLOOR);
        return volume.mapped((voxels, start, end) -> {
            for (int i = start; i < end; i++) {
                voxels[i] = (Math.min(upper, Math.max(lower, voxels[i])) - mean) / deviation;
            }
        });
    }

    /** From 0 for the smallest intensity to 1 for the largest; shares the image's memory. */
    public static Volume toUnitRange(Volume volume) {
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (float intensity : volume.voxels()) {
            lowest = Math.min(lowest, intensity);
            highest = Math.max(highest, intensity);
        }
        return shifted(volume, lowest, Math.max(highest - lowest, FLOOR));
    }

    /** From 0 to 1 for what was stored in bytes; shares the image's memory. */
    public static Volume byteToUnitRange(Volume volume) {
        return shifted(volume, 0, LARGEST_BYTE);
    }

    private static Volume shifted(Volume volume, float by, float divisor) {
        return volume.mapped((intensities, start, end) -> {
            for (int i = start; i < end; i++) {
                intensities[i] = (intensities[i] - by) / divisor;
            }
        });
    }
}
