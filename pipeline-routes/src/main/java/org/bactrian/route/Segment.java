package org.bactrian.route;

import java.util.function.Function;
import org.bactrian.segment.PreparedCase;
import org.bactrian.volume.LabelMap;

/** Runs the network. The prepared scan is let go: the largest object of a walk lives no longer than it is needed. */
final class Segment implements Function<PreparedWork, LabelWork> {

    private final Function<PreparedCase, LabelMap> network;

    Segment(Function<PreparedCase, LabelMap> network) {
        this.network = network;
    }

    @Override
    public LabelWork apply(PreparedWork prepared) {
        return new LabelWork(prepared.work(), network.apply(prepared.prepared()));
    }
}
