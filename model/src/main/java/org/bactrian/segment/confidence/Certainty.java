package org.bactrian.segment.confidence;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How sure networks are of what they have found, before any clean-up.
 *
 * @param entropy mean entropy of the predicted distribution over the voxels that were found to be foreground, in shares of the
 *     largest that there is: 0 where the networks are sure of every voxel, 1 where all classes are equally likely. Over the
 *     predicted foreground it tells how good a segmentation is (Mehrtash et al., IEEE Transactions on Medical Imaging 39,
 *     2020). Absent where nothing was found.
 * @param agreement by label, how far the views of the scan agree on it, 0 to 1 ({@link Agreement}); a label that no view shows
 *     is absent, and all are where there was only one view
 * @param coverage how much of the scan was looked at; absent where all of it was to be, as is usual
 */
public record Certainty(OptionalDouble entropy, Map<Integer, Double> agreement, Optional<Coverage> coverage) {

    public Certainty {
        agreement = Map.copyOf(new TreeMap<>(agreement));
    }

    /** Of networks that have looked at the whole scan. */
    public Certainty(OptionalDouble entropy, Map<Integer, Double> agreement) {
        this(entropy, agreement, Optional.empty());
    }
}
