package org.bactrian.stage;

import java.time.Duration;
import java.util.List;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;

/** Stages in order. Safe to run from many threads at once. */
public final class Pipeline {

    /** A stage under the name by which failures and timings are reported. */
    record Step(String name, Stage stage) {}

    private final List<Step> steps;

    Pipeline(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** The names of the stages, in order. */
    public List<String> names() {
        return steps.stream().map(Step::name).toList();
    }

    /**
     * Runs every stage in order.
     *
     * @throws BadCaseException naming the stage, when one refuses the case
     */
    public Case run(Case input, StageObserver observer) {
        Case current = input;
        for (Step step : steps) {
            observer.begins(current.id(), step.name());
            long start = System.nanoTime();
            try {
                current = step.stage().apply(current);
            } catch (BadCaseException refused) {
                throw refused.at(step.name());
            }
            observer.finished(current.id(), step.name(), Duration.ofNanos(System.nanoTime() - start));
        }
        return current;
    }
}
