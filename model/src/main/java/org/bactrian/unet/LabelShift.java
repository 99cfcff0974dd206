package org.bactrian.unet;

/**
 * How many labels change when scores are computed in another way. Near ties count like all others.
 *
 * @param changed voxels with another label
 * @param foreground voxels that are not background when computed exactly
 */
record LabelShift(long changed, long foreground) {

    static final LabelShift NONE = new LabelShift(0, 0);

    /** For one voxel in so many of the foreground a change is small enough. */
    private static final long ONE_IN = 2_000;

    /**
     * Compares (class, voxel) with (class, voxel).
     *
     * @param regions whether each score above zero marks its region; else the largest score of a voxel wins
     */
    static LabelShift between(float[] exact, float[] other, int voxels, boolean regions) {
        int classes = exact.length / voxels;
        long changed = 0;
        long foreground = 0;
        for (int voxel = 0; voxel < voxels; voxel++) {
            boolean differs = false;
            boolean found = false;
            if (regions) {
                for (int c = 0; c < classes; c++) {
                    boolean marked = exact[c * voxels + voxel] > 0;
                    found |= marked;
                    differs |= marked != other[c * voxels + voxel] > 0;
                }
            } else {
                int label = largest(exact, classes, voxels, voxel);
                found = label > 0;
                differs = label != largest(other, classes, voxels, voxel);
            }
            changed += differs ? 1 : 0;
            foreground += found ? 1 : 0;
        }
        return new LabelShift(changed, foreground);
    }

    private static int largest(float[] scores, int classes, int voxels, int voxel) {
        int label = 0;
        for (int c = 1; c < classes; c++) {
            // Written so that scores which are no numbers never win, nor hide a change.
            if (scores[c * voxels + voxel] > scores[label * voxels + voxel]) {
                label = c;
            }
        }
        return label;
    }

    LabelShift plus(LabelShift other) {
        return new LabelShift(changed + other.changed, foreground + other.foreground);
    }

    /** At most one voxel in 2,000 of the foreground changes; where less than that is foreground, nothing is known. */
    boolean isSmall() {
        return foreground >= ONE_IN && changed * ONE_IN <= foreground;
    }
}
