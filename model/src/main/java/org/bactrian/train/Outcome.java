package org.bactrian.train;

import java.util.List;

/**
 * How a training ended.
 *
 * @param finished false when it was stopped; its checkpoint lets it go on
 * @param epochs a report of each epoch that is over
 */
public record Outcome(boolean finished, List<EpochReport> epochs) {

    public Outcome {
        epochs = List.copyOf(epochs);
    }
}
