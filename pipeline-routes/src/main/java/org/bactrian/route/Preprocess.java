package org.bactrian.route;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bactrian.volume.Case;

/** Reads the scan and runs the stages before the network. */
final class Preprocess implements Function<CaseWork, ImageWork> {

    private final UnaryOperator<Case> stages;

    Preprocess(UnaryOperator<Case> stages) {
        this.stages = stages;
    }

    @Override
    public ImageWork apply(CaseWork work) {
        return new ImageWork(work, stages.apply(work.scan()));
    }
}
