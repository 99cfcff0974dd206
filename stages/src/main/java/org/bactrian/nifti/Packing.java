package org.bactrian.nifti;

/**
 * How blocks are packed.
 *
 * @param level 1 (fast) to 9 (small)
 * @param noiseLevel the level for blocks whose values change so often that effort does not pay
 * @param blockBytes what is packed at once, each block for itself
 */
record Packing(int level, int noiseLevel, int blockBytes) {

    /**
     * For label maps: in blocks so small most are of one value and cost nothing, so the others, some hundredths of a scan,
     * may be packed well. Speckle, which a network draws that has not learned much, takes a third of the time and a tenth
     * more room.
     */
    static final Packing LABELS = new Packing(6, 4, 1 << 15);

    /**
     * For intensities: they are noise, and more effort takes several times as long and saves some hundredths. Small blocks
     * lose as much, since none can refer to what came before it.
     */
    static final Packing INTENSITIES = new Packing(1, 1, 1 << 18);
}
