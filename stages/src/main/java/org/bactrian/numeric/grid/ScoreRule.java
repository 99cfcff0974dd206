package org.bactrian.numeric.grid;

import org.bactrian.numeric.spline.SliceRule;

/**
 * How scores are brought from the grid of a network to the scan's: linearly, and along an axis whose slices are kept
 * separate from the nearest slice.
 *
 * @param slices when slices are kept separate
 * @param asInTorch whether torch brings them: it finds the nearest slice in single precision, which decides between two that
 *     are equally near
 */
public record ScoreRule(SliceRule slices, boolean asInTorch) {

    /** Of nnU-Net, where its plans do not say otherwise. */
    public static final ScoreRule STANDARD = new ScoreRule(SliceRule.WHERE_FAR_APART, false);
}
