package org.bactrian.segment.window;

import java.util.List;
import java.util.function.IntFunction;
import org.bactrian.unet.MemberVotes;

/** What a network makes of patches. */
@FunctionalInterface
public interface PatchScores {

    /**
     * The scores (logits) of every class.
     *
     * @param patch (channel, depth, height, width), width fastest; not modified
     * @return (class, depth, height, width)
     */
    float[] scores(float[] patch);

    /**
     * The scores of several patches, in their order.
     *
     * @throws org.bactrian.unet.engine.DeviceMemoryException if so many do not fit into the device's memory
     */
    default List<float[]> scores(List<float[]> patches) {
        return patches.stream().map(this::scores).toList();
    }

    /** The same, which also tells how the networks of an ensemble vote; of one network there is nothing to tell. */
    default PatchScores telling(MemberVotes votes) {
        return this;
    }

    /**
     * The same for one thread, which takes arrays for scores from there; they may hold anything.
     *
     * @param room gives an array for so many values
     */
    default PatchScores scoringInto(IntFunction<float[]> room) {
        return this;
    }

    /** How many patches are best scored at once. */
    default int atOnce() {
        return 1;
    }

    /** Told when more patches at once than these were too many for the device's memory. */
    default void fitNoMoreThan(int patches) {}
}
