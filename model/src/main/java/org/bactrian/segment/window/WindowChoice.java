package org.bactrian.segment.window;

import java.util.List;

/** Which windows of a scan a network is shown. */
@FunctionalInterface
interface WindowChoice {

    /** All of them. */
    WindowChoice ALL = (left, scores) -> left;

    /**
     * The windows to be seen next.
     *
     * @param left those that have not been seen; at first all that the scan has
     * @param scores of what has been seen, {@code scores[class][voxel]}, each voxel's times some positive number
     * @return some of {@code left}; with none of them the scan is done
     */
    List<Window> next(List<Window> left, float[][] scores);
}
