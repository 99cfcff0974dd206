package org.bactrian.numeric.components;

import java.util.Arrays;

/** Which voxels are neighbours. */
public enum Connectivity {
    /** Those that share a face: scipy's default. */
    SIX(6, 1),
    /** Those that share a face or an edge. */
    EIGHTEEN(18, 2),
    /** Those that share a face, an edge or a corner: scikit-image's and nnU-Net v2's default. */
    TWENTY_SIX(26, 3);

    private final int neighbours;
    private final int axes;

    Connectivity(int neighbours, int axes) {
        this.neighbours = neighbours;
        this.axes = axes;
    }

    /**
     * By the number of neighbours.
     *
     * @throws IllegalArgumentException naming the known numbers
     */
    public static Connectivity of(int neighbours) {
        return Arrays.stream(values())
                .filter(known -> known.neighbours == neighbours)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("connectivity must be 6, 18 or 26, got " + neighbours));
    }

    /** How many neighbours a voxel has inside the grid. */
    public int neighbours() {
        return neighbours;
    }

    /** Whether voxels of two rows that lie some steps apart in y and in z can be neighbours. */
    boolean joinsRows(int stepsY, int stepsZ) {
        return Math.abs(stepsY) + Math.abs(stepsZ) <= axes;
    }

    /** How far apart along x neighbours in two such rows may lie: 0 or 1. */
    int reachAlongX(int stepsY, int stepsZ) {
        return Math.min(1, axes - Math.abs(stepsY) - Math.abs(stepsZ));
    }
}
