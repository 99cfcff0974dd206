package org.bactrian.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks of single fields: each returns the value that was good, or throws {@link BadMessageException}. */
final class Field {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FOLD = Pattern.compile("[0-9]{1,2}|all");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private static final int LONGEST_SENTENCE = 500;

    private Field() {}

    /** A name that is safe in keys, file names, topics and logs. */
    static String id(String field, String value) {
        return matching(
                ID, field, value, "1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-', starting with a letter or digit");
    }

    static String digest(String field, String value) {
        return matching(DIGEST, field, value, "a SHA-256 of 64 lower-case hexadecimal digits");
    }

    static String fold(String field, String value) {
        return matching(FOLD, field, value, "the number of a fold, or all");
    }

    static double finite(String field, double value) {
        return require(Double.isFinite(value), field, value, "a finite number");
    }

    static double positive(String field, double value) {
        return require(Double.isFinite(value) && value > 0, field, value, "a positive number");
    }

    static double seconds(String field, double value) {
        return require(Double.isFinite(value) && value >= 0, field, value, "seconds, at least 0");
    }

    static int atLeast(int least, String field, int value) {
        return require(value >= least, field, value, "a whole number, at least " + least);
    }

    static <T> List<T> notEmpty(String field, List<T> values) {
        return List.copyOf(require(!values.isEmpty(), field, values, "at least one"));
    }

    /** Seconds by name, in the order given. */
    static Map<String, Double> secondsByName(String field, Map<String, Double> values) {
        values.forEach((name, value) -> seconds(field + "." + id(field, name), value));
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Dice coefficients by label, in the order given. */
    static Map<String, Double> dice(String field, Map<String, Double> values) {
        values.forEach((label, value) ->
                require(value >= 0 && value <= 1, field + "." + label, value, "a Dice coefficient, 0 to 1"));
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A part of a whole. */
    static double share(String field, double value) {
        return require(value >= 0 && value <= 1, field, value, "a number from 0 to 1");
    }

    /** Parts of a whole by label, in the order given. */
    static Map<String, Double> shares(String field, Map<String, Double> values) {
        values.forEach((label, value) -> share(field + "." + label, value));
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Numbers by label, in the order given. */
    static Map<String, Double> numbers(String field, Map<String, Double> values) {
        values.forEach((label, value) -> finite(field + "." + label, value));
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Text for people on one line: line breaks and control characters become blanks. */
    static String oneLine(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    /** The same, cut to what a message should hold. */
    static String sentence(String text) {
        String line = oneLine(text);
        return line.length() <= LONGEST_SENTENCE ? line : line.substring(0, LONGEST_SENTENCE);
    }

    private static String matching(Pattern pattern, String field, String value, String expected) {
        return require(pattern.matcher(value).matches(), field, value, expected);
    }

    private static <T> T require(boolean good, String field, T value, String expected) {
        if (!good) {
            throw new BadMessageException(field, String.valueOf(value), expected);
        }
        return value;
    }
}
