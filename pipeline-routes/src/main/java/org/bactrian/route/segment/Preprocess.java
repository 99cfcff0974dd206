package org.bactrian.route.segment;

import java.util.function.Function;
import org.bactrian.segment.PreparedCase;
import org.bactrian.volume.Case;

/** Reads the scan and runs the stages before the network. */
final class Preprocess implements Function<CaseWork, PreparedWork> {

    private final Function<Case, PreparedCase> stages;

    Preprocess(Function<Case, PreparedCase> stages) {
        this.stages = stages;
    }

    @Override
    public PreparedWork apply(CaseWork work) {
        return new PreparedWork(work, stages.apply(work.scan()));
    }
}
