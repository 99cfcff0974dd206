package org.bactrian.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bactrian.file.WholeFile;

/**
 * JSON as Python's {@code json.dump(.., indent=4, sort_keys=True)} writes it, letter by letter: keys sorted, numbers with
 * the fewest digits that give them back, {@code NaN} and {@code Infinity}, and nothing but ASCII.
 */
final class PythonJson {

    private static final int INDENT = 4;
    private static final int MOST_DIGITS = 17;
    private static final int LEAST_PLAIN_EXPONENT = -4;
    private static final int MOST_PLAIN_EXPONENT = 15;

    private final StringBuilder text = new StringBuilder();

    private PythonJson() {}

    /** Writes maps with text keys, collections, texts, booleans, whole numbers and doubles. */
    static String of(Object value) {
        PythonJson json = new PythonJson();
        json.write(value, 0);
        return json.text.toString();
    }

    /** Writes a file, which appears once it is complete; {@link UncheckedIOException} when the disk fails. */
    static void write(Path file, Object value) {
        byte[] text = of(value).getBytes(StandardCharsets.US_ASCII);
        try {
            WholeFile.write(file, out -> out.write(text));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }

    private void write(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            writeMap(map, depth);
        } else if (value instanceof Collection<?> items) {
            writeItems(items, depth);
        } else if (value instanceof Double number) {
            text.append(number(number));
        } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
            text.append(value);
        } else {
            writeText(value.toString());
        }
    }

    private void writeMap(Map<?, ?> map, int depth) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key.toString(), value));
        Iterator<Map.Entry<String, Object>> entries = sorted.entrySet().iterator();
        writeBlock('{', '}', entries, depth, entry -> {
            writeText(entry.getKey());
            text.append(": ");
            write(entry.getValue(), depth + 1);
        });
    }

    private void writeItems(Collection<?> items, int depth) {
        writeBlock('[', ']', items.iterator(), depth, item -> write(item, depth + 1));
    }

    private <T> void writeBlock(char open, char close, Iterator<T> items, int depth, Consumer<T> writing) {
        text.append(open);
        boolean isEmpty = !items.hasNext();
        while (items.hasNext()) {
            newLine(depth + 1);
            writing.accept(items.next());
            text.append(items.hasNext() ? "," : "");
        }
        if (!isEmpty) {
            newLine(depth);
        }
        text.append(close);
    }

    private void newLine(int depth) {
        text.append('\n').append(" ".repeat(INDENT * depth));
    }

    private void writeText(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            switch (letter) {
                case '"', '\\' -> text.append('\\').append(letter);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default ->
                    text.append(
                            letter < ' ' || letter > '~' ? "\\u%04x".formatted((int) letter) : String.valueOf(letter));
            }
        }
        text.append('"');
    }

    /** Python's {@code repr} of a number. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(value);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= LEAST_PLAIN_EXPONENT && exponent <= MOST_PLAIN_EXPONENT) {
            String plain = shortest.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = shortest.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String sign = shortest.signum() < 0 ? "-" : "";
        return String.format(Locale.ROOT, "%s%se%s%02d", sign, mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    /** The decimal number with the fewest digits that is nearest to no other double; Java 17 writes more at times. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }
}
