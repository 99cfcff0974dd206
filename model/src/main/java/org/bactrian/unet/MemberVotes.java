package org.bactrian.unet;

import org.bactrian.unet.program.VoteRule;

/** Told how the members of an ensemble vote, patch by patch. A member votes at every voxel, see {@link VoteRule}. */
@FunctionalInterface
public interface MemberVotes {

    /**
     * Some more voxels were voted on.
     *
     * @param output the class, or region, that the votes are for
     * @param votes the number of members that show it at a voxel, added up over the voxels
     * @param squares the squares of these numbers, added up
     */
    void add(int output, long votes, long squares);
}
