package org.bactrian.segment.confidence;

import java.util.Locale;

/**
 * Why a person should look at a case.
 *
 * @param kind one of few
 * @param detail a sentence with the numbers
 */
public record ReviewReason(Kind kind, String detail) {

    /** What a case can be conspicuous by. */
    public enum Kind {
        /** The networks are unsure where the borders are, or of what they see. */
        ENTROPY,
        /** Mirrors, or models, see different things. */
        DISAGREEMENT,
        /** A structure is too small or too large to be one. */
        VOLUME,
        /** There is no foreground at all. */
        NOTHING_FOUND;

        /** Such as {@code nothing-found}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
