package org.bactrian.numeric.intensity;

import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** Normalises intensities by what is measured on the image itself, in single precision as nnU-Net does. */
public final class ImageScaling {

    /** Voxels done at a time by one thread. */
    private static final int PIECE = 1 << 16;

    /** What divides is at least this. */
    private static final float FLOOR = 1e-8f;

    private static final float LARGEST_BYTE = 255;

    /** The new intensity of a voxel. */
    private interface Scaling {
        float of(float intensity, int at);
    }

    private ImageScaling() {}

    /** Mean 0 and deviation 1 over the whole image. */
    public static Volume zScore(Volume volume) {
        Moments moments = Moments.of(volume.voxels(), voxel -> true);
        float mean = (float) moments.mean();
        float deviation = Math.max((float) moments.deviation(), FLOOR);
        return scaled(volume, (intensity, at) -> (intensity - mean) / deviation);
    }

    /**
     * Mean 0 and deviation 1 over a region; outside of it intensities stay as they are.
     *
     * @param region on the same grid; every label but 0 is inside
     */
    public static Volume zScore(Volume volume, LabelMap region) {
        Moments moments = Moments.of(volume.voxels(), voxel -> region.at(voxel) != 0);
        float mean = (float) moments.mean();
        float deviation = Math.max((float) moments.deviation(), FLOOR);
        return scaled(volume, (intensity, at) -> region.at(at) == 0 ? intensity : (intensity - mean) / deviation);
    }

    /** From 0 for the smallest intensity to 1 for the largest. */
    public static Volume toUnitRange(Volume volume) {
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (float intensity : volume.voxels()) {
            lowest = Math.min(lowest, intensity);
            highest = Math.max(highest, intensity);
        }
        float from = lowest;
        float range = Math.max(highest - lowest, FLOOR);
        return scaled(volume, (intensity, at) -> (intensity - from) / range);
    }

    /** From 0 to 1 for what was stored in bytes. */
    public static Volume byteToUnitRange(Volume volume) {
        return scaled(volume, (intensity, at) -> intensity / LARGEST_BYTE);
    }

    private static Volume scaled(Volume volume, Scaling scaling) {
        float[] from = volume.voxels();
        float[] to = new float[from.length];
        int pieces = (from.length - 1) / PIECE + 1;
        Lines.allCores().forEach(pieces, () -> piece -> {
            int end = (int) Math.min(from.length, (piece + 1L) * PIECE);
            for (int i = piece * PIECE; i < end; i++) {
                to[i] = scaling.of(from[i], i);
            }
        });
        return new Volume(volume.geometry(), to);
    }
}
