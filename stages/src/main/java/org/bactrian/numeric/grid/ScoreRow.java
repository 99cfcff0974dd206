package org.bactrian.numeric.grid;

/** Takes the interpolated scores of one row of voxels. */
@FunctionalInterface
public interface ScoreRow {

    /**
     * Takes a row.
     *
     * @param first the place of its first voxel in memory
     * @param scores {@code scores[class][voxel of the row]}; valid during the call, may be written to
     */
    void accept(int first, double[][] scores);
}
