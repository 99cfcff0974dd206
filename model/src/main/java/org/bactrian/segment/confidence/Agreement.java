package org.bactrian.segment.confidence;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far several views of the same voxels agree, label by label: the views are those of a window under each mirror, or those
 * of the members of an ensemble, or of several models. Of a label it is the Dice coefficient of two views, pooled over all pairs of them:
 *
 * <pre>{@code
 * 2 * sum over i < j of |A_i and A_j|         sum over voxels of n * (n - 1)
 * ------------------------------------   =   ---------------------------------
 *   sum over i < j of |A_i| + |A_j|          (views - 1) * sum over voxels of n
 * }</pre>
 *
 * where {@code n} views of a voxel show the label. So one pass over the votes will do, whatever the number of pairs (the
 * proportion of specific agreement, Fleiss, Statistical Methods for Rates and Proportions, 1981). Agreement of repeated
 * predictions predicts the quality of a structure's segmentation (Roy et al., NeuroImage 195, 2019). Not safe for use by
 * several threads.
 */
public final class Agreement {

    private final int views;
    private final Map<Integer, Tally> tallies = new TreeMap<>();

    /** The two sums of a label. */
    private static final class Tally {
        private long pairs;
        private long votes;
    }

    /**
     * Of a number of views, at most 255.
     *
     * @param views with only one there is nothing to compare
     */
    public Agreement(int views) {
        this.views = views;
    }

    /** How many views there are. */
    public int views() {
        return views;
    }

    /** Adds the votes of voxels for a label, each a number of views as a byte without sign. */
    public void add(int label, byte[] votes) {
        long sum = 0;
        long squares = 0;
        for (byte vote : votes) {
            int count = vote & 0xff;
            sum += count;
            squares += (long) count * count;
        }
        add(label, sum, squares);
    }

    /** Adds the votes of voxels for a label: their sum, and that of their squares. */
    public void add(int label, long votes, long squares) {
        Tally tally = tallies.computeIfAbsent(label, first -> new Tally());
        tally.pairs += squares - votes;
        tally.votes += votes;
    }

    /** By label, 0 to 1; a label without votes is absent. */
    public Map<Integer, Double> byLabel() {
        Map<Integer, Double> agreement = new TreeMap<>();
        tallies.forEach((label, tally) -> {
            if (views > 1 && tally.votes > 0) {
                agreement.put(label, (double) tally.pairs / ((views - 1) * tally.votes));
            }
        });
        return agreement;
    }
}
