package org.bactrian.segment.window;

/** The scores of the windows of one scan, added up where windows overlap. For one thread at a time. */
interface WindowSums {

    /**
     * Adds what the network says of a window under one mirror.
     *
     * @param view its scores, flipped back: (class, depth, height, width); not modified
     */
    void add(Window window, float[] view);

    /** All mirrors of a window are in. */
    void finish(Window window);

    /** The sums so far, {@code sums[class][voxel]}: of each voxel the scores times a positive number; not to be modified. */
    float[][] soFar();

    /** The blended scores, {@code scores[class][voxel]}; the sums are used up. */
    float[][] divided();
}
