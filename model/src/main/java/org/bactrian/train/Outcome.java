package org.bactrian.train;

import java.util.List;
import java.util.Optional;
import org.bactrian.evaluate.Scores;

/**
 * How a training ended.
 *
 * @param finished false when it was stopped; its checkpoint lets it go on
 * @param epochs a report of each epoch that is over
 * @param validation the scores of the held-out cases; empty when it was stopped or none was held out
 */
public record Outcome(boolean finished, List<EpochReport> epochs, Optional<Scores> validation) {

    public Outcome {
        epochs = List.copyOf(epochs);
    }

    static Outcome stopped(List<EpochReport> epochs) {
        return new Outcome(false, epochs, Optional.empty());
    }
}
