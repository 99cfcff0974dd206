package org.bactrian.numeric.grid;

import java.util.List;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;

/** The way of a network's scores from its grid to another: scores are interpolated, not labels. */
public sealed interface ScoreGrid permits Regrid, SmoothRegrid {

    /** The grid that scores go to. */
    Geometry to();

    /**
     * The class with the largest score at every voxel of {@link #to()}. Equal scores go to the lowest class, and what lies
     * outside of a grid is class 0. Memory does not grow with the number of classes.
     *
     * @param scores {@code scores[class][voxel]} on the network's grid, x fastest; logits or probabilities
     */
    LabelMap argMax(float[][] scores);

    /**
     * The labels of overlapping regions at every voxel of {@link #to()}: regions are painted one after the other where
     * their interpolated score is positive, their probability above a half; background where none is, and outside.
     *
     * @param scores {@code scores[region][voxel]} on the network's grid, x fastest; logits
     * @param labels what each region is painted with, in the order of painting: nnU-Net's {@code regions_class_order}
     */
    LabelMap regions(float[][] scores, List<Integer> labels);

    /**
     * The scores of all classes at every voxel of {@link #to()}, row by row.
     *
     * @param scores {@code scores[class][voxel]} on the network's grid, x fastest
     * @param outside the score of each class at voxels outside of a grid
     * @param rows takes each row once, on one of several threads
     */
    void forEachRow(float[][] scores, double[] outside, ScoreRow rows);
}
