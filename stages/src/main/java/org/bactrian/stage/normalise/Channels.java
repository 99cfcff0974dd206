package org.bactrian.stage.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Volume;

/**
 * The channels that a stage works on, numbered from 0.
 *
 * @param numbers these, or all of them
 */
record Channels(Optional<List<Integer>> numbers) {

    Channels {
        numbers = numbers.map(List::copyOf);
        numbers.ifPresent(given -> {
            if (given.isEmpty() || given.stream().anyMatch(number -> number < 0)) {
                throw new IllegalArgumentException("channels must be numbers from 0, got " + given);
            }
        });
    }

    /** The case with these channels replaced. */
    Case replace(Case input, UnaryOperator<Volume> replacement) {
        List<Volume> channels = new ArrayList<>(input.channels());
        for (int number = 0; number < channels.size(); number++) {
            if (isChosen(number)) {
                channels.set(number, replacement.apply(channels.get(number)));
            }
        }
        numbers.ifPresent(given -> requireThere(input, given));
        return input.withChannels(channels);
    }

    private boolean isChosen(int number) {
        return numbers.isEmpty() || numbers.get().contains(number);
    }

    private static void requireThere(Case input, List<Integer> given) {
        for (int number : given) {
            if (number >= input.channels().size()) {
                throw BadCaseException.of(
                        input.id(), "channels", input.channels().size(), "at least %d".formatted(number + 1));
            }
        }
    }
}
