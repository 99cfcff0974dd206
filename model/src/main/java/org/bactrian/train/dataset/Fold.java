package org.bactrian.train.dataset;

import java.util.OptionalInt;

/**
 * Which cases a training holds out: one of the five folds, or none.
 *
 * @param number 0 to 4; empty when every case is trained on
 */
public record Fold(OptionalInt number) {

    /** The number of folds. */
    public static final int COUNT = 5;

    /** Every case is trained on; validation then looks at cases that were trained on. */
    public static final Fold ALL = new Fold(OptionalInt.empty());

    public Fold {
        if (number.isPresent() && (number.getAsInt() < 0 || number.getAsInt() >= COUNT)) {
            throw new IllegalArgumentException(
                    "a fold is 0 to %d or all, got %d".formatted(COUNT - 1, number.getAsInt()));
        }
    }

    /** One of the five folds. */
    public static Fold of(int number) {
        return new Fold(OptionalInt.of(number));
    }

    /** Reads {@code 0} to {@code 4} or {@code all}. */
    public static Fold parse(String text) {
        if (text.equals("all")) {
            return ALL;
        }
        try {
            return of(Integer.parseInt(text));
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("a fold is 0 to %d or all, got '%s'".formatted(COUNT - 1, text), wrong);
        }
    }

    @Override
    public String toString() {
        return number.isPresent() ? String.valueOf(number.getAsInt()) : "all";
    }
}
