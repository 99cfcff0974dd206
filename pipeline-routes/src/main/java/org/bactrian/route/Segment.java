package org.bactrian.route;

import java.util.function.Function;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;

/** Runs the network. The prepared scan is let go: the largest object of a walk lives no longer than it is needed. */
final class Segment implements Function<ImageWork, LabelWork> {

    private final Function<Case, LabelMap> network;

    Segment(Function<Case, LabelMap> network) {
        this.network = network;
    }

    @Override
    public LabelWork apply(ImageWork prepared) {
        return new LabelWork(prepared.work(), network.apply(prepared.image()));
    }
}
