package org.bactrian.numeric.grid;

import java.util.OptionalInt;
import org.bactrian.numeric.spline.SeparateZ;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.numeric.spline.SliceRule;
import org.bactrian.volume.Spacing;

/**
 * How scores are brought from the grid of a network to the scan's: linearly unless told otherwise, and along an axis whose
 * slices are kept separate from the nearest slice.
 *
 * @param slices when slices are kept separate
 * @param asInTorch whether torch brings them: it finds the nearest slice in single precision, which decides between two that
 *     are equally near
 * @param scanFirst whether the scan's grid is asked first whether its slices lie far apart, and then the network's, as
 *     nnU-Net's first version does; else the network's first
 * @param orders how they are interpolated
 */
public record ScoreRule(SliceRule slices, boolean asInTorch, boolean scanFirst, SliceOrders orders) {

    /** Of nnU-Net, where its plans do not say otherwise. */
    public static final ScoreRule STANDARD = new ScoreRule(SliceRule.WHERE_FAR_APART, false);

    /** That asks the network's grid first. */
    public ScoreRule(SliceRule slices, boolean asInTorch) {
        this(slices, asInTorch, false);
    }

    /** That interpolates linearly. */
    public ScoreRule(SliceRule slices, boolean asInTorch, boolean scanFirst) {
        this(slices, asInTorch, scanFirst, SliceOrders.LINEAR);
    }

    /** The same that interpolates otherwise. */
    public ScoreRule with(SliceOrders others) {
        return new ScoreRule(slices, asInTorch, scanFirst, others);
    }

    /** Whether scores may overshoot between those around them, which only {@link SmoothRegrid} does. */
    public boolean isSmooth() {
        return !orders.isMean();
    }

    /**
     * The axis of the network's grid along which slices are kept separate, if there is one.
     *
     * @param network the spacing that the network's grid was asked for
     * @param scan the scan's spacing along the axes of the network's grid
     * @param axes the axis of the network's grid that each of the scan's is
     */
    OptionalInt separate(Spacing network, Spacing scan, int[] axes) {
        if (!scanFirst) {
            return slices.axis(network, scan);
        }
        OptionalInt found = slices.axis(scan, network);
        boolean isOfNetwork = slices == SliceRule.WHERE_FAR_APART && !SeparateZ.isAnisotropic(scan);
        // The first version takes the number of the network's axis for one of the scan's, and axes may be transposed.
        return found.isPresent() && isOfNetwork ? OptionalInt.of(axes[found.getAsInt()]) : found;
    }
}
