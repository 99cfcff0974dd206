package org.bactrian.volume;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A case that can never succeed: its file or its message is wrong. It names the file (or message), the field, the value
 * found and what was expected, and the stage once one is known. Never retried: it goes to the dead letters at once.
 */
public final class BadCaseException extends RuntimeException {

    /** A value may be anything that a file holds; the difference of two grids fits in whole. */
    private static final int LONGEST_VALUE = 250;

    private final String source;
    private final String field;
    private final String value;
    private final String expected;
    private final Optional<String> stage;

    private BadCaseException(
            String source,
            String field,
            String value,
            String expected,
            Optional<String> stage,
            @Nullable Throwable cause) {
        super("%s: %s is %s, expected %s".formatted(source, field, shortened(value), expected), cause);
        this.source = source;
        this.field = field;
        this.value = shortened(value);
        this.expected = expected;
        this.stage = stage;
    }

    /**
     * A bad value.
     *
     * @param source the file name, object key or message that holds it; never patient data
     * @param field the field of it, such as {@code pixdim[1]}
     * @param value what was found there
     * @param expected what would have been right, to complete "expected ..."
     */
    public static BadCaseException of(String source, String field, Object value, String expected) {
        return new BadCaseException(source, field, String.valueOf(value), expected, Optional.empty(), null);
    }

    /** The same with the error that showed it. */
    public BadCaseException because(Throwable cause) {
        return new BadCaseException(source, field, value, expected, stage, cause);
    }

    /** The same with the stage in which it was found; a stage already named stays. */
    public BadCaseException at(String stageName) {
        return stage.isPresent()
                ? this
                : new BadCaseException(source, field, value, expected, Optional.of(stageName), this);
    }

    public String source() {
        return source;
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    public String expected() {
        return expected;
    }

    /** The stage in which the case failed, once known. */
    public Optional<String> stage() {
        return stage;
    }

    private static String shortened(String value) {
        String oneLine = value.replaceAll("\\s+", " ");
        return oneLine.length() <= LONGEST_VALUE ? oneLine : oneLine.substring(0, LONGEST_VALUE) + "...";
    }
}
