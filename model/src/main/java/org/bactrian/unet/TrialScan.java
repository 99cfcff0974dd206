package org.bactrian.unet;

import java.util.List;
import org.bactrian.volume.Index3;

/** A scan on which the ways of computing a network are tried when it is loaded: always the same, whatever is segmented later. */
public interface TrialScan {

    /**
     * Parts of the scan, prepared as the network's scans are.
     *
     * @param size of each part: the plan's patch or less
     * @return none where the scan cannot be prepared; else each (channel, depth, height, width), width fastest
     */
    List<float[]> patches(Index3 size);

    /** Whether the network marks regions, each where its score is above zero; else the largest score wins. */
    boolean hasRegions();
}
