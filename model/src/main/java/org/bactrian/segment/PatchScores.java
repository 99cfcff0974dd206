package org.bactrian.segment;

/** What a network makes of one patch. */
@FunctionalInterface
public interface PatchScores {

    /**
     * The scores (logits) of every class.
     *
     * @param patch (channel, depth, height, width), width fastest; not modified
     * @return (class, depth, height, width)
     */
    float[] scores(float[] patch);
}
