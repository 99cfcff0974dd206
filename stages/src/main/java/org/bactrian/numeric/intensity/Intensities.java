package org.bactrian.numeric.intensity;

import org.bactrian.volume.Volume;

/** Normalises intensities. */
public final class Intensities {

    private Intensities() {}

    /**
     * Clips and scales in single precision, as nnU-Net's CT normalisation does, to the bit.
     *
     * @param volume is not modified; the result shares its memory
     */
    public static Volume clipAndZScore(Volume volume, ZScore zScore) {
        float lower = (float) zScore.lower();
        float upper = (float) zScore.upper();
        float mean = (float) zScore.mean();
        float deviation = (float) zScore.standardDeviation();
        return volume.mapped((intensities, start, end) -> {
            for (int i = start; i < end; i++) {
                intensities[i] = (Math.min(upper, Math.max(lower, intensities[i])) - mean) / deviation;
            }
        });
    }
}
