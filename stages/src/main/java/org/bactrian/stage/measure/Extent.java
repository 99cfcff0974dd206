package org.bactrian.stage.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bactrian.numeric.components.ConnectedComponents;
import org.bactrian.volume.LabelMap;

/** Where an island lies from left to right: by its kidney voxels, or by all its voxels where it holds no kidney. */
final class Extent {

    private long kidneyVoxels;
    private long voxels;
    private double kidneySum;
    private double sum;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    private Extent() {}

    /** The extents of all islands, in their order. */
    static List<Extent> of(ConnectedComponents islands, LabelMap labels, int kidneyLabel) {
        List<Extent> extents = new ArrayList<>();
        IntStream.range(0, islands.count()).forEach(island -> extents.add(new Extent()));
        PatientX patientX = new PatientX(labels.geometry());
        islands.forEachRun((island, from, to) -> {
            for (int at = from; at < to; at++) {
                extents.get(island).include(patientX.of(at), labels.at(at) == kidneyLabel);
            }
        });
        return extents;
    }

    private void include(double x, boolean isKidney) {
        voxels++;
        sum += x;
        if (isKidney) {
            kidneyVoxels++;
            kidneySum += x;
            lowest = Math.min(lowest, x);
            highest = Math.max(highest, x);
        }
    }

    long kidneyVoxels() {
        return kidneyVoxels;
    }

    /** The mean position, millimetres to the right. */
    double center() {
        return kidneyVoxels > 0 ? kidneySum / kidneyVoxels : sum / voxels;
    }

    /** The place half way between the two ends of its kidney. */
    double middle() {
        return 0.5 * (lowest + highest);
    }

    /** Whether its kidney reaches at least some millimetres to both sides of a place. */
    boolean straddles(double x, double mm) {
        return lowest < x - mm && highest > x + mm;
    }
}
