package org.bactrian.event;

/** A message that cannot be understood: it names the field, the value found and what was expected. Never retried. */
public final class BadMessageException extends RuntimeException {

    private static final int LONGEST_VALUE = 80;

    private final String field;
    private final String value;
    private final String expected;

    /**
     * A bad field.
     *
     * @param field its path, such as {@code inputs[0].key}
     * @param value what was found there; long values are cut
     * @param expected what would have been right, to complete "expected ..."
     */
    public BadMessageException(String field, String value, String expected) {
        super("%s is %s, expected %s".formatted(field, shortened(value), expected));
        this.field = field;
        this.value = shortened(value);
        this.expected = expected;
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

    private static String shortened(String value) {
        String line = Field.oneLine(value);
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "...";
    }
}
