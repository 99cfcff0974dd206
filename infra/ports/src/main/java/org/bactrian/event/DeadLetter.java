package org.bactrian.event;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Why a message lies in the dead letters. It travels in the record's headers, so that key and body stay as they came and
 * can be sent again.
 *
 * @param reason the kind of failure
 * @param stage where it failed
 * @param message one line for people: no patient data, no stack trace; cut to 500 characters
 * @param exception the class that told, for developers
 * @param topic where the message came from
 * @param partition of that topic
 * @param offset in that partition
 * @param attempts how often it was tried, at least 1
 * @param time when it was given up, UTC
 */
public record DeadLetter(
        FailureReason reason,
        String stage,
        String message,
        String exception,
        String topic,
        int partition,
        long offset,
        int attempts,
        Instant time) {

    private static final String PREFIX = "bactrian.";

    /** Refuses a bad value with {@link BadMessageException}. */
    public DeadLetter {
        Field.id("stage", stage);
        message = Field.sentence(message);
        Field.atLeast(1, "attempts", attempts);
    }

    /** The headers: text in UTF-8, named {@code bactrian.reason}, {@code bactrian.stage} and so on. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(PREFIX + "reason", reason.text());
        headers.put(PREFIX + "stage", stage);
        headers.put(PREFIX + "message", message);
        headers.put(PREFIX + "exception", exception);
        headers.put(PREFIX + "topic", topic);
        headers.put(PREFIX + "partition", Integer.toString(partition));
        headers.put(PREFIX + "offset", Long.toString(offset));
        headers.put(PREFIX + "attempts", Integer.toString(attempts));
        headers.put(PREFIX + "time", time.toString());
        return headers;
    }

    /** Reads headers back; other headers are passed over. */
    public static DeadLetter of(Map<String, String> headers) {
        return new DeadLetter(
                FailureReason.of(text(headers, "reason")),
                text(headers, "stage"),
                text(headers, "message"),
                text(headers, "exception"),
                text(headers, "topic"),
                number(headers, "partition", Integer::parseInt),
                number(headers, "offset", Long::parseLong),
                number(headers, "attempts", Integer::parseInt),
                time(headers));
    }

    private static String text(Map<String, String> headers, String name) {
        String value = headers.get(PREFIX + name);
        if (value == null) {
            throw new BadMessageException(PREFIX + name, "missing", "a header");
        }
        return value;
    }

    private static <N extends Number> N number(Map<String, String> headers, String name, Function<String, N> parser) {
        String value = text(headers, name);
        try {
            return parser.apply(value);
        } catch (NumberFormatException wrong) {
            throw new BadMessageException(PREFIX + name, value, "a whole number");
        }
    }

    private static Instant time(Map<String, String> headers) {
        String value = text(headers, "time");
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException wrong) {
            throw new BadMessageException(PREFIX + "time", value, "a time such as 2026-01-31T08:00:00Z");
        }
    }
}
