package org.bactrian.numeric.distance;

import java.util.function.IntPredicate;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Spacing;

/**
 * How far apart the surfaces of one structure in two label maps lie. Where one of them does not hold the structure, all
 * distances are infinite. Memory while it is made: two bytes for each voxel of the box around both structures. Immutable.
 */
public final class SurfaceDistances {

    private final SurfaceElements first;
    private final SurfaceElements second;

    private SurfaceDistances(SurfaceElements first, SurfaceElements second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Measures, with the spacing of the first label map.
     *
     * @param other of a label map with as many voxels along each axis
     * @param belongs tells by its label whether a voxel belongs to the structure; 0 never does
     * @throws IllegalArgumentException when the maps differ in size or the structures fill a box of 2^31 voxels
     */
    public static SurfaceDistances between(Foreground one, Foreground other, IntPredicate belongs, Lines lines) {
        if (!one.map().geometry().size().equals(other.map().geometry().size())) {
            throw new IllegalArgumentException("surfaces of label maps of different size cannot be compared: %s and %s"
                    .formatted(
                            one.map().geometry().size(), other.map().geometry().size()));
        }
        Spacing spacing = one.map().geometry().spacing();
        Foreground oneStructure = one.narrowed(belongs, lines);
        Foreground otherStructure = other.narrowed(belongs, lines);
        NodeBox box = NodeBox.around(oneStructure, otherStructure);
        Surface oneSurface = Surface.of(oneStructure, box, lines);
        Surface otherSurface = Surface.of(otherStructure, box, lines);
        return new SurfaceDistances(
                SurfaceElements.between(oneSurface, otherSurface, spacing, lines),
                SurfaceElements.between(otherSurface, oneSurface, spacing, lines));
    }

    /**
     * The robust Hausdorff distance: within how many millimetres of the other one the given percentage of each surface
     * lies, whichever is more. Infinite where a structure is missing.
     */
    public double hausdorffMm(double percent) {
        return Math.max(first.percentileMm(percent), second.percentileMm(percent));
    }

    /** Surface Dice: the part of both surfaces that lies within a tolerance of the other; NaN where there is none. */
    public double diceAt(double toleranceMm) {
        return (first.areaWithin(toleranceMm) + second.areaWithin(toleranceMm)) / (first.areaMm2() + second.areaMm2());
    }

    /** The mean distance of all pieces of both surfaces, weighted by area; NaN where there is no surface. */
    public double meanMm() {
        return (first.weightedDistance() + second.weightedDistance()) / (first.areaMm2() + second.areaMm2());
    }
}
