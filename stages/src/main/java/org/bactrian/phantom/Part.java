package org.bactrian.phantom;

/**
 * One thing to paint: later parts cover earlier ones, their labels too.
 *
 * @param label 0 background, 1 kidney, 2 tumour
 */
record Part(Shape shape, Tissue tissue, int label) {

    static final int BACKGROUND = 0;
    static final int KIDNEY = 1;
    static final int TUMOUR = 2;

    /** A part that is neither kidney nor tumour. */
    static Part of(Shape shape, Tissue tissue) {
        return new Part(shape, tissue, BACKGROUND);
    }
}
