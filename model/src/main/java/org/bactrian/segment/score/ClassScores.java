package org.bactrian.segment.score;

import org.bactrian.segment.confidence.Certainty;
import org.bactrian.volume.LabelMap;

/** What networks make of a whole scan: the scores of every class, ready to become labels on the grid of the scan. */
public sealed interface ClassScores permits NetworkScores, MeanProbabilities {

    /**
     * At every voxel of the scan the class with the largest score, or the last region painted whose probability is above a
     * half. Memory does not grow with the number of classes.
     */
    LabelMap labels();

    /**
     * The probability of every class at every voxel of the scan; what lies outside of a network's grid is background. Of
     * regions, each one's own probability, and 0 outside. Memory: {@code 4 * classes} bytes a voxel of the scan.
     *
     * @return {@code probabilities[class][voxel]} on the scan's grid, x fastest
     */
    float[][] probabilities();

    /** How sure the networks are of what they have found. */
    Certainty certainty();
}
