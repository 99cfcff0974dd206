package org.bactrian.evaluate;

import org.bactrian.numeric.distance.SurfaceDistances;

/**
 * How far apart the surfaces of a structure lie.
 *
 * @param hausdorff95Mm millimetres within which 95 % of each surface lie of the other; infinite where one map lacks it
 * @param surfaceDice the part of both surfaces that lies within the tolerance of the other, 0 to 1
 * @param toleranceMm the tolerance
 */
public record SurfaceScore(double hausdorff95Mm, double surfaceDice, double toleranceMm) {

    private static final double PERCENT = 95;

    static SurfaceScore of(SurfaceDistances distances, double toleranceMm) {
        return new SurfaceScore(distances.hausdorffMm(PERCENT), distances.diceAt(toleranceMm), toleranceMm);
    }
}
