package org.bactrian.route.segment;

import java.util.function.Function;
import org.bactrian.segment.PreparedCase;

/** Runs the network. The prepared scan is let go: the largest object of a walk lives no longer than it is needed. */
final class Segment implements Function<PreparedWork, LabelWork> {

    private final Function<PreparedCase, LabelsFound> network;

    Segment(Function<PreparedCase, LabelsFound> network) {
        this.network = network;
    }

    @Override
    public LabelWork apply(PreparedWork prepared) {
        return new LabelWork(prepared.work(), network.apply(prepared.prepared()));
    }
}
