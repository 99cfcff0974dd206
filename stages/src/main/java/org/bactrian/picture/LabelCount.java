package org.bactrian.picture;

import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;

/** Labelled voxels in each slice of a plane. */
final class LabelCount {

    private final long[] counts;

    private LabelCount(long[] counts) {
        this.counts = counts;
    }

    static LabelCount along(Plane plane, LabelMap labels) {
        Index3 size = labels.geometry().size();
        int axis = plane.axis(labels.geometry());
        long[] counts = new long[size.along(axis)];
        int at = 0;
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    counts[new Index3(x, y, z).along(axis)] += labels.at(at++) > 0 ? 1 : 0;
                }
            }
        }
        return new LabelCount(counts);
    }

    /** The first slice with a label; the first of all where there is none. */
    int first() {
        for (int slice = 0; slice < counts.length; slice++) {
            if (counts[slice] > 0) {
                return slice;
            }
        }
        return 0;
    }

    /** The last slice with a label; the last of all where there is none. */
    int last() {
        for (int slice = counts.length - 1; slice >= 0; slice--) {
            if (counts[slice] > 0) {
                return slice;
            }
        }
        return counts.length - 1;
    }

    /** The slice with most labelled voxels; the middle one where there is none. */
    int fullest() {
        int fullest = counts.length / 2;
        for (int slice = 0; slice < counts.length; slice++) {
            fullest = counts[slice] > counts[fullest] ? slice : fullest;
        }
        return fullest;
    }
}
