package org.bactrian.numeric.components;

import java.util.function.IntPredicate;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;

/**
 * Holes of a set of voxels: components of everything else that share no face with what reaches the border of the grid, in
 * three dimensions; scipy's {@code binary_fill_holes}.
 */
public final class Holes {

    private Holes() {}

    /**
     * Fills the holes of all labels that belong together.
     *
     * @param map not modified
     * @param belongs tells by its label whether a voxel is part of the set
     * @param label what every voxel of a hole becomes, whatever it was
     */
    public static LabelMap filled(LabelMap map, IntPredicate belongs, int label) {
        LabelMap result = map.copy();
        forEachRun(map, belongs, (hole, from, to) -> result.fill(from, to, label));
        return result;
    }

    /**
     * Fills the holes of one label with it, as far as they are background: a cyst in a kidney stays a cyst.
     *
     * @param map not modified
     */
    public static LabelMap filled(LabelMap map, int label) {
        LabelMap result = map.copy();
        forEachRun(map, other -> other == label, (hole, from, to) -> {
            for (int at = from; at < to; at++) {
                if (map.at(at) == 0) {
                    result.fill(at, at + 1, label);
                }
            }
        });
        return result;
    }

    /** Visits the runs of all holes, in the order of memory. */
    private static void forEachRun(LabelMap map, IntPredicate belongs, ConnectedComponents.RunVisitor visitor) {
        ConnectedComponents others = ConnectedComponents.of(map, belongs.negate(), Connectivity.SIX);
        boolean[] open = open(others, map.geometry().size());
        others.forEachRun((component, from, to) -> {
            if (!open[component]) {
                visitor.visit(component, from, to);
            }
        });
    }

    /** Which components reach the border of the grid. */
    private static boolean[] open(ConnectedComponents components, Index3 size) {
        boolean[] open = new boolean[components.count()];
        components.forEachRun((component, from, to) -> open[component] |= isAtBorder(from, to, size));
        return open;
    }

    private static boolean isAtBorder(int from, int to, Index3 size) {
        Index3 first = size.voxelAt(from);
        boolean inRow = first.x() == 0 || first.x() + to - from == size.x();
        boolean inSlice = first.y() == 0 || first.y() == size.y() - 1;
        return inRow || inSlice || first.z() == 0 || first.z() == size.z() - 1;
    }
}
