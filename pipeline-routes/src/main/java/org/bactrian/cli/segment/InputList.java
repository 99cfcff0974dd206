package org.bactrian.cli.segment;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Arguments of which one may be {@code -}: a list of more of them on standard input, one a line. */
final class InputList {

    private static final String FROM_STANDARD_INPUT = "-";

    /** Some editors begin a file with it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private InputList() {}

    /** The arguments with the lines of the list in the place of {@code -}; empty lines count for nothing. */
    static List<String> expanded(List<String> arguments, InputStream standardInput) {
        if (!arguments.contains(FROM_STANDARD_INPUT)) {
            return arguments;
        }
        List<String> lines = lines(standardInput);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("standard input holds no list of inputs, one a line");
        }
        return arguments.stream()
                .flatMap(argument -> argument.equals(FROM_STANDARD_INPUT) ? lines.stream() : Stream.of(argument))
                .toList();
    }

    private static List<String> lines(InputStream standardInput) {
        // Not closed: standard input is not ours.
        BufferedReader reader = new BufferedReader(new InputStreamReader(standardInput, StandardCharsets.UTF_8));
        try {
            return reader.lines()
                    .map(line -> line.replace(BYTE_ORDER_MARK, "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (UncheckedIOException failed) {
            throw new UncheckedIOException("cannot read the list of inputs on standard input", failed.getCause());
        }
    }
}
