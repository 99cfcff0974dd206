package org.bactrian.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Why something failed for good; written in lower case with hyphens: {@code bad-case}. */
public enum FailureReason {
    /** The message cannot be understood. */
    BAD_MESSAGE,
    /** The input is wrong: a broken file, an impossible geometry. */
    BAD_CASE,
    /** The message names an object that is not there. */
    MISSING_OBJECT,
    /** The program is wrong. */
    UNEXPECTED;

    /** As it is written in messages, headers and tags. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason of a text; an unknown one is {@link BadMessageException} with the known ones. */
    @JsonCreator
    public static FailureReason of(String text) {
        return Arrays.stream(values())
                .filter(reason -> reason.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new BadMessageException(
                        "reason",
                        text,
                        "one of "
                                + Arrays.stream(values())
                                        .map(FailureReason::text)
                                        .toList()));
    }
}
