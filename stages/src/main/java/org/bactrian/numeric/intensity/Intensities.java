package org.bactrian.numeric.intensity;

import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Volume;

/** Normalises intensities. */
public final class Intensities {

    /** Voxels done at a time by one thread. */
    private static final int PIECE = 1 << 16;

    private Intensities() {}

    /**
     * Clips and scales in single precision, as nnU-Net's CT normalisation does, to the bit.
     *
     * @param volume is not modified
     */
    public static Volume clipAndZScore(Volume volume, ZScore zScore) {
        float[] from = volume.voxels();
        float[] to = new float[from.length];
        int pieces = (from.length - 1) / PIECE + 1;
        Lines.allCores().forEach(pieces, () -> piece -> {
            int start = piece * PIECE;
            line(from, to, start, Math.min(PIECE, from.length - start), zScore);
        });
        return new Volume(volume.geometry(), to);
    }

    private static void line(float[] from, float[] to, int start, int length, ZScore zScore) {
        float lower = (float) zScore.lower();
        float upper = (float) zScore.upper();
        float mean = (float) zScore.mean();
        float deviation = (float) zScore.standardDeviation();
        for (int i = start; i < start + length; i++) {
            to[i] = (Math.min(upper, Math.max(lower, from[i])) - mean) / deviation;
        }
    }
}
